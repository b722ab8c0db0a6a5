package afterimage.capture.translate;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.mapping.CelValues;
import afterimage.capture.mapping.EventType;
import afterimage.capture.mapping.Expression;
import afterimage.capture.mapping.Expression.ExpressionFailed;
import afterimage.capture.mapping.RestoreRule;
import afterimage.capture.mapping.RowValues;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one event does to rows. It knows the stream's id and the event's data, and nothing else.
final class Restoration {

  private final EventType event;
  private final Scope scope;
  private final List<Ready> ready = new ArrayList<>(1);

  /// @throws IllegalArgumentException if the stream is of another type than the event's
  Restoration(EventType event, StreamId stream, Map<String, Object> data) {
    this.event = event;
    this.scope = new Scope(event.stream().values(stream), data);
  }

  /// The rows that a restoration works on.
  interface Rows {
    /// Those whose columns have these cells.
    List<RestoredRow> at(Map<String, Cell> key);

    /// A row that was not there; null if it matters to nobody.
    @Nullable RestoredRow make(Map<String, Cell> key);
  }

  /// Does to the rows of a table what the event did.
  ///
  /// @return why something could not be done; empty if nothing went wrong
  Optional<String> apply(Table table, Rows rows) {
    Optional<String> failure = Optional.empty();
    for (RestoreRule rule : event.restore(table.id())) {
      try {
        for (Target target : targets(rule, table)) {
          apply(rule, target, table, rows);
        }
      } catch (ExpressionFailed | IllegalArgumentException e) {
        failure = Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return failure;
  }

  private void apply(RestoreRule rule, Target target, Table table, Rows rows) {
    scope.item = target.item;
    List<RestoredRow> found = rows.at(target.key);
    for (RestoredRow row : found) {
      Map<String, Object> was = new RowValues(row.cells());
      if (rule.delete() != null && isDeleted(rule.delete(), was)) {
        row.delete();
      } else {
        set(rule.set(), row, table, was);
      }
    }
    RestoredRow made = found.isEmpty() && rule.makes() ? rows.make(target.key) : null;
    if (made != null) {
      set(rule.set(), made, table, Map.of());
    }
  }

  private boolean isDeleted(Expression delete, Map<String, Object> was) {
    scope.row = was;
    return delete.evaluate(scope).equals(true);
  }

  /// A column whose value cannot be said is not known from there on.
  private void set(
      Map<String, Expression> columns, RestoredRow row, Table table, Map<String, Object> was) {
    if (columns.isEmpty()) {
      return;
    }
    scope.row = was;
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (Map.Entry<String, Expression> entry : columns.entrySet()) {
      String name = entry.getKey();
      try {
        cells.put(name, cell(entry.getValue(), column(table, name)));
      } catch (ExpressionFailed | IllegalArgumentException e) {
        cells.put(name, new Cell.Unchanged());
        row.fail(name, String.valueOf(e.getMessage()));
      }
    }
    row.set(cells);
  }

  /// Found once, however many rows the event has to do with.
  private List<Target> targets(RestoreRule rule, Table table) {
    for (Ready one : ready) {
      if (one.rule.equals(rule)) {
        return one.targets;
      }
    }
    List<Target> made = new ArrayList<>(1);
    if (rule.each() == null) {
      made.add(target(rule, table, null));
    } else if (rule.each().evaluate(scope) instanceof Iterable<?> items) {
      for (Object item : items) {
        made.add(target(rule, table, item));
      }
    }
    ready.add(new Ready(rule, made));
    return made;
  }

  private Target target(RestoreRule rule, Table table, @Nullable Object item) {
    scope.item = item;
    Map<String, Cell> key = new LinkedHashMap<>();
    rule.key().forEach((name, value) -> key.put(name, cell(value, column(table, name))));
    return new Target(item, key);
  }

  private Cell cell(Expression value, Column column) {
    return CelValues.cell(value.evaluate(scope), column);
  }

  private static Column column(Table table, String name) {
    return table.column(name).orElseThrow();
  }

  private record Ready(RestoreRule rule, List<Target> targets) {}

  private record Target(@Nullable Object item, Map<String, Cell> key) {}

  /// The names that its expressions know.
  private static final class Scope implements Expression.Variables {
    private final Map<String, Object> stream;
    private final Map<String, Object> event;
    private @Nullable Object item;
    private Map<String, Object> row = Map.of();

    Scope(Map<String, Object> stream, Map<String, Object> event) {
      this.stream = stream;
      this.event = event;
    }

    @Override
    public @Nullable Object value(String name) {
      return switch (name) {
        case "stream" -> stream;
        case "event" -> event;
        case "row" -> row;
        case "item" -> item;
        default -> null;
      };
    }
  }
}
