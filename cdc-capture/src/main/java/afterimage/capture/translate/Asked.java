package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.StreamType;
import afterimage.store.StreamId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the translation of transactions will ask of the known rows, as far as that can be told
/// before: so that it can be fetched at once. What is missing here is asked for one by one.
///
/// @param keys rows by table and primary key
/// @param streams tables of which all rows of an aggregate are wanted
public record Asked(Map<TableId, Set<String>> keys, Map<TableId, Set<StreamId>> streams) {

  public static final Asked NOTHING = new Asked(Map.of(), Map.of());

  public boolean isNothing() {
    return keys.isEmpty() && streams.isEmpty();
  }

  static Asked by(List<ChangeSet> changeSets, Plan plan) {
    Asked asked = new Asked(new TreeMap<>(), new TreeMap<>());
    for (ChangeSet changeSet : changeSets) {
      for (RowChange change : changeSet.changes()) {
        Plan.OfTable table = plan.table(change.table());
        if (table != null && table.asks()) {
          asked.add(change, table);
        }
      }
    }
    return asked;
  }

  private void add(RowChange change, Plan.OfTable table) {
    switch (change) {
      case RowChange.Inserted(_, _, Row row) -> aggregate(row, table);
      case RowChange.Found(_, _, Row row) -> aggregate(row, table);
      case RowChange.Deleted(_, _, OldRow old) -> {
        itself(old, old.known(), table);
        aggregate(old.known(), table);
      }
      case RowChange.Updated(_, _, OldRow old, Row row) -> {
        itself(old, old instanceof OldRow.NotLogged ? row : old.known(), table);
        aggregate(old.known(), table);
        aggregate(row, table);
      }
      case RowChange.Truncated _ -> {}
    }
  }

  /// The row as it was, if it was not logged whole.
  private void itself(OldRow old, Row known, Plan.OfTable table) {
    if (table.remembered() && !(old instanceof OldRow.Full(Row row) && !row.isPartial())) {
      RowImage.key(table.table().key(), known).ifPresent(key -> keys(table.table().id()).add(key));
    }
  }

  private void aggregate(Row row, Plan.OfTable table) {
    StreamType.Through through = table.type().through().get(table.table().id());
    if (through != null) {
      RowImage.key(through.columns(), row).ifPresent(key -> keys(through.parent()).add(key));
      return;
    }
    if (table.reads().isEmpty() || table.type().isTable()) {
      return;
    }
    try {
      table.type().stream(table.table().id(), row)
          .ifPresent(
              stream ->
                  table
                      .reads()
                      .forEach(
                          id -> streams.computeIfAbsent(id, _ -> new HashSet<>()).add(stream)));
    } catch (IllegalArgumentException e) {
      // No stream can have a name for it; the translation says so.
      return;
    }
  }

  private Set<String> keys(TableId table) {
    return keys.computeIfAbsent(table, _ -> new HashSet<>());
  }
}
