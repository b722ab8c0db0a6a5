package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a transaction means.
///
/// @param readings one for each row change, in order
/// @param events each where its change stands; one that tells of several stands where the change
///     stands that its pattern is tried at
/// @param rows the images of remembered rows after it
/// @param idle the messages of which no event came, though a mapping reads their prefix
/// @param known the images of rows from before the transaction that were asked for; with no others
///     it would come out the same
public record Translation(
    ChangeSet changeSet,
    List<ReadChange> readings,
    List<DerivedEvent> events,
    List<RowImage> rows,
    List<IdleMessage> idle,
    List<RowImage> known) {

  public Translation {
    readings = List.copyOf(readings);
    events = List.copyOf(events);
    rows = List.copyOf(rows);
    idle = List.copyOf(idle);
    known = List.copyOf(known);
  }

  public List<ReadChange> unexplained() {
    List<ReadChange> unexplained = List.of();
    for (ReadChange read : readings) {
      if (read.reading() instanceof Reading.Unexplained) {
        unexplained = unexplained.isEmpty() ? new ArrayList<>() : unexplained;
        unexplained.add(read);
      }
    }
    return unexplained;
  }

  /// The tables that it emptied; of the rows of these only the images given here are left.
  public Set<TableId> emptied() {
    Set<TableId> emptied = Set.of();
    for (ReadChange read : readings) {
      if (read.change() instanceof RowChange.Truncated(TableId table, _)) {
        emptied = emptied.isEmpty() ? new TreeSet<>() : emptied;
        emptied.add(table);
      }
    }
    return emptied;
  }

  public long count(Class<? extends Reading> kind) {
    long count = 0;
    for (ReadChange read : readings) {
      count += kind.isInstance(read.reading()) ? 1 : 0;
    }
    return count;
  }
}
