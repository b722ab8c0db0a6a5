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
/// @param events each where its change stands; one that tells of several stands where the change
///     stands that its pattern is tried at
/// @param rows the images of remembered rows after it
/// @param idle the messages of which no event came, though a mapping reads their prefix
public record Translation(
    ChangeSet changeSet,
    List<ReadChange> readings,
    List<DerivedEvent> events,
    List<RowImage> rows,
    List<IdleMessage> idle) {

  public Translation {
    readings = List.copyOf(readings);
    events = List.copyOf(events);
    rows = List.copyOf(rows);
    idle = List.copyOf(idle);
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
