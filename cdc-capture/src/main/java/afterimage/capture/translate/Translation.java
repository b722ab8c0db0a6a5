package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a transaction means.
///
/// @param readings one for each row change, in order
/// @param rows the images of remembered rows after it
public record Translation(ChangeSet changeSet, List<ReadChange> readings, List<RowImage> rows) {

  public Translation {
    readings = List.copyOf(readings);
    rows = List.copyOf(rows);
  }

  /// In the order of the changes.
  public List<DerivedEvent> events() {
    return readings.stream().flatMap(reading -> reading.events().stream()).toList();
  }

  public List<ReadChange> unexplained() {
    return readings.stream()
        .filter(reading -> reading.reading() instanceof Reading.Unexplained)
        .toList();
  }

  /// The tables that it emptied; of the rows of these only the images given here are left.
  public Set<TableId> emptied() {
    return changeSet.changes().stream()
        .filter(RowChange.Truncated.class::isInstance)
        .map(RowChange::table)
        .collect(Collectors.toUnmodifiableSet());
  }

  public long count(Class<? extends Reading> kind) {
    return readings.stream().filter(reading -> kind.isInstance(reading.reading())).count();
  }
}
