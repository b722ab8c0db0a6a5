package afterimage.capture.chapter;

import afterimage.capture.change.TableId;
import afterimage.capture.mapping.EventType;
import afterimage.capture.mapping.Expression;
import afterimage.capture.mapping.IgnoreRule;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.Operation;
import afterimage.capture.mapping.Pattern;
import afterimage.capture.mapping.StreamType;
import afterimage.capture.mapping.Trigger;
import afterimage.capture.spool.EntrySpool.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the aggregates of which patterns look across a transaction: by `with`, `inserted` or
/// `deleted`, at changes that this transaction has. All changes of one of them must be told
/// together. In doubt an aggregate is one of them; that costs time, and no truth.
final class Across {

  /// Not a column of that name, which has a name and a dot before it.
  private static final java.util.regex.Pattern READS_TRANSACTION =
      java.util.regex.Pattern.compile("(?<![\\w.?])(inserted|deleted|written|gone)(?!\\w)");

  private final Set<Kind> kinds;
  private final boolean messages;

  /// @param kinds of the transaction's changes
  /// @param messages whether it has some
  Across(Set<Kind> kinds, boolean messages) {
    this.kinds = kinds;
    this.messages = messages;
  }

  Set<StreamType> types(List<Mapping> mappings) {
    Set<StreamType> types = new HashSet<>();
    Map<String, Set<StreamType>> byPrefix = new HashMap<>();
    for (Mapping mapping : mappings) {
      for (EventType event : mapping.events()) {
        for (Pattern pattern : event.patterns()) {
          if (looksAcross(pattern)) {
            types.add(event.stream());
          }
          if (pattern.trigger() instanceof Trigger.OnMessage(String prefix, _)) {
            byPrefix.computeIfAbsent(prefix, _ -> new HashSet<>()).add(event.stream());
          }
        }
      }
      for (IgnoreRule rule : mapping.ignored()) {
        if (rule instanceof IgnoreRule.Changes(var table, var operation, _, var when, _)
            && when != null
            && has(table, operation)
            && readsTransaction(when)) {
          mapping.streamOf(table).ifPresent(types::add);
        }
      }
    }
    addTogether(types, byPrefix.values());
    return types;
  }

  /// A message is told in one chapter, for all aggregates that it is for.
  private static void addTogether(Set<StreamType> types, Iterable<Set<StreamType>> together) {
    boolean more = true;
    while (more) {
      more = false;
      for (Set<StreamType> some : together) {
        if (some.stream().anyMatch(types::contains)) {
          more |= types.addAll(some);
        }
      }
    }
  }

  private boolean looksAcross(Pattern pattern) {
    boolean tried =
        switch (pattern.trigger()) {
          case Trigger.OnChange(var table, var operation) -> has(table, operation);
          case Trigger.OnMessage _ -> messages;
        };
    return tried
        && (pattern.also().stream().anyMatch(also -> has(also.table(), also.operation()))
            || pattern.expressions().stream().anyMatch(this::readsTransaction));
  }

  private boolean readsTransaction(Expression expression) {
    Set<TableId> tables = expression.reads().tables();
    return READS_TRANSACTION.matcher(expression.text()).find()
        && (tables.isEmpty() || kinds.stream().anyMatch(kind -> tables.contains(kind.table())));
  }

  /// A row that moves to another aggregate is a delete and an insert.
  private boolean has(TableId table, Operation operation) {
    boolean moved =
        (operation == Operation.INSERT || operation == Operation.DELETE)
            && kinds.contains(new Kind(table, "update"));
    return moved || kinds.contains(new Kind(table, operation.word()));
  }
}
