package afterimage.store;

import java.util.List;

/// Some events of all streams. May be empty though there are more to come: a reading that filters
/// looks at so many events at a time.
///
/// @param end the position up to which everything that was asked for is in this page or before it:
///     where the next page begins
/// @param readable the position up to which nothing can appear any more
public record EventPage(List<RecordedEvent> events, long end, long readable) {

  public EventPage {
    events = List.copyOf(events);
  }

  /// Whether nothing more is readable now.
  public boolean last() {
    return end >= readable;
  }
}
