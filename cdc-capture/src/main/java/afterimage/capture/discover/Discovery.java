package afterimage.capture.discover;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.TableId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A starting mapping.
///
/// @param files their texts; several where one would be too long
/// @param aggregates how many streams it has
/// @param events how many events it knows
/// @param generic the events that say only that a row changed
/// @param bookkeeping the events that say only when a row was written
/// @param leftOut tables that no mapping can hold, with the reason
public record Discovery(
    Catalog catalog,
    List<String> files,
    int tables,
    int aggregates,
    int events,
    Set<String> generic,
    Set<String> bookkeeping,
    Map<TableId, String> leftOut) {

  public Discovery {
    files = List.copyOf(files);
    generic = Set.copyOf(generic);
    bookkeeping = Set.copyOf(bookkeeping);
  }

  /// Whether an event says what happened.
  public boolean isNamed(String event) {
    return !generic.contains(event) && !bookkeeping.contains(event);
  }

  /// Whether an event of a mapping that `discover` wrote says only that a row changed. It is told
  /// by its name, which a person replaces.
  public static boolean isGeneric(String event) {
    return event.matches(".*RowChanged(_?[0-9]+)?");
  }
}
