package afterimage.capture.translate;

import afterimage.capture.change.OldRow;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.CelValues;
import afterimage.capture.mapping.Expression;
import afterimage.store.StreamId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the names in an expression stand for, for one change.
final class ChangeVariables implements Expression.Variables {

  private final RowChange change;
  private final StreamId stream;
  private final AggregateRows aggregate;
  private final Collection<TableId> members;
  private final Row before;
  private final Row after;

  ChangeVariables(
      RowChange change, StreamId stream, AggregateRows aggregate, Collection<TableId> members) {
    this.change = change;
    this.stream = stream;
    this.aggregate = aggregate;
    this.members = members;
    this.before =
        switch (change) {
          case RowChange.Inserted _, RowChange.Truncated _ -> new Row(Map.of());
          case RowChange.Updated(_, _, var old, _) -> old.known();
          case RowChange.Deleted(_, _, var old) -> old.known();
        };
    this.after =
        switch (change) {
          case RowChange.Inserted(_, _, Row row) -> row;
          case RowChange.Updated(_, _, var old, Row row) -> row.filledFrom(old.known());
          case RowChange.Deleted _, RowChange.Truncated _ -> new Row(Map.of());
        };
  }

  @Override
  public Optional<Object> find(String name) {
    if (name.startsWith("before.")) {
      return CelValues.of(before.cells().get(name.substring("before.".length())));
    }
    if (name.startsWith("after.")) {
      return CelValues.of(after.cells().get(name.substring("after.".length())));
    }
    return switch (name) {
      case "op" -> Optional.of(change.operation());
      case "changed" -> Optional.of(java.util.List.copyOf(changed()));
      case "rows" -> {
        Map<String, Object> rows = new LinkedHashMap<>();
        members.forEach(table -> rows.put(table.toString(), aggregate.of(stream, table)));
        yield Optional.of(rows);
      }
      default -> Optional.empty();
    };
  }

  /// Whether everything that an expression reads was logged.
  boolean knows(Expression expression) {
    return expression.before().stream().allMatch(before::knows)
        && expression.after().stream().allMatch(after::knows);
  }

  /// The columns with another value than before; of a column whose old value was not logged it
  /// cannot be said that it kept its value.
  Set<String> changed() {
    Set<String> changed = new TreeSet<>();
    after
        .cells()
        .forEach(
            (column, cell) -> {
              boolean same =
                  before.knows(column)
                      ? cell.sameAs(before.cell(column))
                      : change instanceof RowChange.Updated(_, _, OldRow _, Row row)
                          && !row.knows(column);
              if (!same) {
                changed.add(column);
              }
            });
    return changed;
  }
}
