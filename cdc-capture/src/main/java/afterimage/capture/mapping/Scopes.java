package afterimage.capture.mapping;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The names that each kind of expression may use.
final class Scopes {

  private Scopes() {}

  /// Of a pattern or an ignore rule on a change.
  ///
  /// @param stream whose events see it
  static Scope change(
      FileContext file, FileContext.Change change, StreamType stream, boolean intent) {
    Operation operation = change.operation();
    Scope scope = transaction(new Scope(), file, stream).with("op", SimpleType.STRING);
    if (operation.hasBefore()) {
      scope.row("before", change.table());
    } else {
      scope.without("before", "%s has no earlier row".formatted(article(operation)));
    }
    if (operation.hasAfter()) {
      scope.row("after", change.table());
    } else {
      scope.without("after", "%s has no later row".formatted(article(operation)));
    }
    if (operation == Operation.INSERT || operation == Operation.DELETE) {
      scope.row("moved", change.table());
    } else {
      scope.without("moved", "only an insert or a delete is an end of a row that moves");
    }
    scope.with("changed", ListType.create(SimpleType.STRING));
    if (intent) {
      scope.with("intent", SimpleType.DYN);
    } else {
      scope.without("intent", "this pattern names none. Give it an `intent:` with the prefix");
    }
    return scope;
  }

  /// Of the condition of a change that a pattern takes beside its own.
  static Scope also(FileContext.Change change) {
    Scope scope = new Scope();
    if (change.operation().hasBefore()) {
      scope.row("before", change.table());
    }
    if (change.operation().hasAfter()) {
      scope.row("after", change.table());
    }
    return scope;
  }

  /// Of a pattern on a logical message.
  static Scope message(FileContext file, StreamType stream) {
    return transaction(new Scope(), file, stream)
        .with("intent", SimpleType.DYN)
        .without("before", "a message has no rows; see rows, inserted and deleted")
        .without("after", "a message has no rows; see rows, inserted and deleted");
  }

  static Scope messageKey() {
    return new Scope().with("intent", SimpleType.DYN);
  }

  private static Scope transaction(Scope scope, FileContext file, StreamType stream) {
    List<Table> tables = file.tables(stream);
    List<Table> all =
        file.streams().stream().flatMap(of -> file.tables(of).stream()).distinct().toList();
    return scope
        .tables("written", all)
        .tables("gone", all)
        .tables("rows", tables.stream().filter(table -> !table.key().isEmpty()).toList())
        .tables("inserted", tables)
        .tables("deleted", tables)
        .struct(
            "tx",
            "a transaction",
            // In this order, in which a message names them.
            new TreeMap<>(
                Map.of("id", SimpleType.INT, "lsn", SimpleType.STRING, "at", SimpleType.STRING)));
  }

  /// Of `each` in a restore.
  static Scope event(StreamType stream, Map<String, CelType> fields) {
    Map<String, CelType> key = new LinkedHashMap<>();
    for (Column column : stream.key()) {
      key.put(
          column.name(),
          Scope.type(
              new Column(
                  column.name(),
                  column.type(),
                  column.sort(),
                  false,
                  column.element(),
                  column.labels(),
                  null)));
    }
    return new Scope()
        .struct("stream", "the stream's id", key)
        .struct("event", "the event", fields)
        .without("before", "a restore sees only stream, event and row")
        .without("after", "a restore sees only stream, event and row");
  }

  /// Of `key` in a restore: the row is found from the stream's id and the event's data alone.
  static Scope restoreKey(StreamType stream, Map<String, CelType> fields, CelType item) {
    return event(stream, fields)
        .with("item", item)
        .without("row", "the key is what finds the row; it can read only stream, event and item");
  }

  static Scope restoreSet(
      StreamType stream, Map<String, CelType> fields, CelType item, Table table) {
    return event(stream, fields).with("item", item).row("row", table);
  }

  private static String article(Operation operation) {
    return switch (operation) {
      case INSERT -> "an insert";
      case UPDATE -> "an update";
      case DELETE -> "a delete";
      case TRUNCATE -> "a truncate";
      case FOUND -> "a found row";
    };
  }
}
