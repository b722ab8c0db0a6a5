package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import java.util.List;

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

  public long count(Class<? extends Reading> kind) {
    return readings.stream().filter(reading -> kind.isInstance(reading.reading())).count();
  }
}
