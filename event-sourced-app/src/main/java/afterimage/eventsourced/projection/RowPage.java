package afterimage.eventsourced.projection;

import afterimage.store.Json;
import java.util.List;
import java.util.Optional;

/// Rows of a projection.
///
/// @param next the key after which the next page begins; empty if this is the last
/// @param unread carts that stand still because an event of theirs cannot be read: the first ten
public record RowPage(List<Json> rows, Optional<String> next, List<Unread> unread) {

  public RowPage {
    rows = List.copyOf(rows);
    unread = List.copyOf(unread);
  }

  /// A stream that is not followed beyond an event.
  ///
  /// @param version of the event that cannot be read
  public record Unread(String stream, long version, String problem) {}
}
