package afterimage.capture.proof;

import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Expression;
import afterimage.capture.mapping.IgnoreRule;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.Operation;
import afterimage.capture.mapping.RowValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which rows may be otherwise because the mapping says that some changes mean nothing. The changes
/// are gone; a rule is asked whether it would take the change from what the events say to what the
/// row is.
final class Ignored {

  private final List<IgnoreRule.Changes> rules = new ArrayList<>();

  Ignored(Mapping mapping, TableId table) {
    for (IgnoreRule rule : mapping.ignored(table)) {
      if (rule instanceof IgnoreRule.Changes changes) {
        rules.add(changes);
      }
    }
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /// Why a row may be there that no event made.
  Optional<String> made(Row row) {
    return first(Set.of(Operation.INSERT, Operation.FOUND), null, row, List.of());
  }

  /// Why a row may be gone that no event removed.
  Optional<String> gone(Row row) {
    return first(Set.of(Operation.DELETE, Operation.TRUNCATE), row, null, List.of());
  }

  /// Why a row may have changed of which no event tells.
  Optional<String> changed(Row before, Row after, List<String> columns) {
    return first(Set.of(Operation.UPDATE), before, after, columns);
  }

  private Optional<String> first(
      Set<Operation> operations, @Nullable Row before, @Nullable Row after, List<String> changed) {
    for (IgnoreRule.Changes rule : rules) {
      if (operations.contains(rule.operation()) && takes(rule, before, after, changed)) {
        return Optional.of(rule.because());
      }
    }
    return Optional.empty();
  }

  private static boolean takes(
      IgnoreRule.Changes rule, @Nullable Row before, @Nullable Row after, List<String> changed) {
    if (rule.when() == null) {
      return true;
    }
    Map<String, Object> names = new java.util.HashMap<>();
    if (before != null) {
      names.put("before", new RowValues(before));
    }
    if (after != null) {
      names.put("after", new RowValues(after));
    }
    names.put("op", rule.operation().word());
    names.put("changed", changed);
    try {
      return rule.when().evaluate(names::get).equals(true);
    } catch (Expression.ExpressionFailed e) {
      // It looks at what is no longer there to be seen.
      return false;
    }
  }
}
