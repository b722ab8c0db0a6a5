package afterimage.capture.mapping;

import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a mapping needs of the database and does not have.
public final class Needs {

  private Needs() {}

  /// Sentences, each with the remedy.
  public static List<String> of(Mapping mapping) {
    List<String> needs = new ArrayList<>();
    for (Map.Entry<TableId, Set<String>> read : unlogged(mapping).entrySet()) {
      Table table = mapping.catalog().get(read.getKey());
      if (table != null && !mapping.remembered().contains(read.getKey())) {
        needs.add(
            ("%s is read as it was (%s), but under REPLICA IDENTITY %s PostgreSQL does not log"
                    + " that, so those patterns never apply to an update."
                    + " Run ALTER TABLE %s REPLICA IDENTITY FULL, or name it in `remember`")
                .formatted(
                    read.getKey(),
                    String.join(", ", read.getValue()),
                    table.replicaIdentity(),
                    read.getKey().quoted()));
      }
    }
    mapping
        .catalog()
        .forEach(
            (id, table) -> {
              if (table.replicaIdentity() != ReplicaIdentity.FULL && table.identity().isEmpty()) {
                needs.add(
                    ("%s has no key that tells its rows apart, so that publishing it would make"
                            + " UPDATE and DELETE on it fail. Give it a primary key, or run"
                            + " ALTER TABLE %s REPLICA IDENTITY FULL")
                        .formatted(id, id.quoted()));
              }
            });
    return needs;
  }

  /// The columns of the row as it was that are read, but that PostgreSQL does not log.
  private static Map<TableId, Set<String>> unlogged(Mapping mapping) {
    Map<TableId, Set<String>> unlogged = new TreeMap<>();
    for (EventType event : mapping.events()) {
      for (Pattern pattern : event.patterns()) {
        if (pattern.trigger() instanceof Trigger.OnChange(var id, _)) {
          Table table = mapping.catalog().get(id);
          if (table != null && table.replicaIdentity() != ReplicaIdentity.FULL) {
            for (Expression expression : pattern.expressions()) {
              expression.reads().before().stream()
                  .filter(column -> !table.identity().contains(column))
                  .forEach(
                      column -> unlogged.computeIfAbsent(id, _ -> new TreeSet<>()).add(column));
            }
          }
        }
      }
    }
    return unlogged;
  }
}
