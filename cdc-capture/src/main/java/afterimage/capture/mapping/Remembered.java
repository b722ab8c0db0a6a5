package afterimage.capture.mapping;

import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which tables' last row images must be remembered.
final class Remembered {

  private Remembered() {}

  static Set<TableId> tables(FileContext file, List<EventType> events, List<IgnoreRule> ignored) {
    Set<TableId> tables = new TreeSet<>();
    List<Expression> expressions = new ArrayList<>();
    for (EventType event : events) {
      for (Pattern pattern : event.patterns()) {
        expressions.addAll(pattern.expressions());
        if (pattern.trigger() instanceof Trigger.OnChange(var table, var op)
            && op == Operation.TRUNCATE
            && !event.stream().isTable()) {
          // A truncate tells of no row; which streams it empties must be known.
          tables.add(table);
        }
      }
    }
    for (IgnoreRule rule : ignored) {
      if (rule instanceof IgnoreRule.Changes(_, _, _, var when, _) && when != null) {
        expressions.add(when);
      }
    }
    tables.addAll(ExpressionCompiler.tables(expressions));
    for (StreamType stream : file.streams()) {
      stream.through().values().forEach(via -> tables.add(via.parent()));
      for (Table table : file.tables(stream)) {
        // A delete may carry a key that does not say which aggregate the row was in.
        if (!stream.isTable()
            && table.replicaIdentity() != ReplicaIdentity.FULL
            && !new HashSet<>(table.identity()).containsAll(stream.keyColumns(table.id()))) {
          tables.add(table.id());
        }
      }
    }
    tables.removeIf(id -> file.catalog().table(id).stream().allMatch(t -> t.key().isEmpty()));
    return tables;
  }
}
