package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.CelValues;
import afterimage.capture.mapping.Expression;
import afterimage.capture.mapping.Operation;
import afterimage.capture.mapping.RowValues;
import afterimage.capture.mapping.StreamType;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the names in a pattern's expressions stand for.
final class ChangeVariables implements Expression.Variables {

  private final @Nullable Touch touch;
  private final Context context;
  private final @Nullable Object intent;
  private @Nullable Map<String, Object> before;
  private @Nullable Map<String, Object> after;

  /// The aggregate at this moment.
  ///
  /// @param touches those of the transaction in its aggregates
  /// @param transaction its rows, whosever they are
  record Context(
      ChangeSet changeSet,
      StreamType type,
      StreamId stream,
      AggregateRows rows,
      TouchIndex touches,
      TransactionRows transaction) {}

  /// @param touch null for a message
  /// @param intent null if none governs it
  ChangeVariables(@Nullable Touch touch, Context context, @Nullable Object intent) {
    this.touch = touch;
    this.context = context;
    this.intent = intent;
  }

  /// The same under a message.
  ChangeVariables under(Object intent) {
    return new ChangeVariables(touch, context, intent);
  }

  @Override
  public @Nullable Object value(String name) {
    return switch (name) {
      case "before" -> {
        if (before == null && touch != null) {
          before = new RowValues(touch.before);
        }
        yield before;
      }
      case "after" -> {
        if (after == null && touch != null) {
          after = new RowValues(touch.after);
        }
        yield after;
      }
      case "intent" -> intent;
      case "op" -> touch == null ? null : op(touch);
      case "moved" -> touch == null || !isMove(touch) ? null : new RowValues(otherEnd(touch));
      case "changed" -> touch == null ? null : changed(touch);
      case "tx" ->
          Map.of(
              "id", context.changeSet.transaction(),
              "lsn", context.changeSet.commit().asString(),
              "at", context.changeSet.committedAt().toString());
      case "rows", "inserted", "deleted", "written", "gone" -> tables(table -> rows(name, table));
      default -> null;
    };
  }

  @Override
  public @Nullable Object rows(String name, TableId table) {
    return switch (name) {
      case "rows" -> values(context.rows.of(context.type, context.stream, table));
      case "inserted" -> values(rows(table, Operation.INSERT));
      case "deleted" -> values(rows(table, Operation.DELETE));
      case "written" -> values(context.transaction.written(table));
      case "gone" -> values(context.transaction.gone(table));
      default -> null;
    };
  }

  /// Whether everything that an expression reads was logged.
  boolean knows(Expression expression) {
    for (String column : expression.reads().before()) {
      if (touch == null || !touch.before.knows(column)) {
        return false;
      }
    }
    for (String column : expression.reads().after()) {
      if (touch == null || !touch.after.knows(column)) {
        return false;
      }
    }
    return true;
  }

  private static String op(Touch touch) {
    return isMove(touch) ? "move" : touch.operation.word();
  }

  private static boolean isMove(Touch touch) {
    return touch.operation != Operation.UPDATE && touch.change.operation().equals("update");
  }

  /// Of a row that moves: as it was where it came from, or as it is where it went.
  private static Row otherEnd(Touch touch) {
    return touch.operation == Operation.DELETE ? touch.change.after() : touch.change.before();
  }

  private static Object changed(Touch touch) {
    return touch.operation == Operation.UPDATE
        ? touch.open
        : List.copyOf(touch.after.cells().keySet());
  }

  private List<Row> rows(TableId table, Operation operation) {
    List<Row> rows = new ArrayList<>();
    for (Touch other : context.touches.of(context.stream, table, operation)) {
      rows.add(operation == Operation.DELETE ? other.before : other.after);
    }
    if (operation == Operation.DELETE) {
      context
          .touches
          .of(context.stream, table, Operation.TRUNCATE)
          .forEach(other -> rows.addAll(other.emptied));
    }
    return rows;
  }

  private static List<Object> values(List<Row> rows) {
    List<Object> values = new ArrayList<>(rows.size());
    for (Row row : rows) {
      values.add(new RowValues(row));
    }
    return values;
  }

  /// A map of schemas, of tables, of rows, that is made as far as it is read.
  private static Map<String, Object> tables(Function<TableId, @Nullable Object> rows) {
    return new OnDemand(schema -> new OnDemand(name -> rows.apply(new TableId(schema, name))));
  }

  /// Knows any key, because the expressions were checked.
  private static final class OnDemand extends HashMap<String, Object> {
    private static final long serialVersionUID = 1;
    private final transient Function<String, @Nullable Object> make;

    OnDemand(Function<String, @Nullable Object> make) {
      this.make = make;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return make.apply(String.valueOf(key));
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return true;
    }
  }

  /// JSON as a value of an expression.
  static Object value(com.fasterxml.jackson.databind.JsonNode node) {
    return CelValues.dynamic(node);
  }
}
