package afterimage.capture.mapping;

import static afterimage.capture.mapping.FileContext.keys;
import static afterimage.capture.mapping.FileContext.optional;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postgresql.replication.LogSequenceNumber;
import org.yaml.snakeyaml.nodes.Node;

/// Reads an example: a transaction and the events that it must give.
final class ExampleReader {

  private static final LogSequenceNumber COMMIT = LogSequenceNumber.valueOf(1);
  private static final Set<String> CHANGE_KEYS =
      keys("insert", "update", "delete", "truncate", "found", "message", "before", "row", "body");

  private final FileContext file;
  private final List<EventType> events;
  private final List<RowChange> changes = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();

  ExampleReader(FileContext file, List<EventType> events) {
    this.file = file;
    this.events = events;
  }

  Optional<Example> read(Node node) {
    var map =
        file.yaml().map(node, "example", keys("name", "given", "when", "then", "unexplained"));
    String name =
        optional(map, "name").flatMap(n -> file.yaml().text(n, "name")).orElse("an example");
    Map<TableId, List<Row>> given = new LinkedHashMap<>();
    optional(map, "given")
        .ifPresent(n -> file.yaml().map(n, "given", null).forEach((_, e) -> given(e, given)));
    file.required(map, "when", node)
        .ifPresent(n -> file.yaml().list(n, "when").forEach(this::change));
    List<Example.Expected> then = new ArrayList<>();
    file.required(map, "then", node)
        .ifPresent(n -> file.yaml().list(n, "then").forEach(e -> expected(e).ifPresent(then::add)));
    List<String> unexplained =
        optional(map, "unexplained").map(n -> file.texts(n, "unexplained")).orElse(List.of());
    return Optional.of(
        new Example(
            name,
            given,
            new ChangeSet(1, COMMIT, Instant.EPOCH, changes, messages),
            then,
            unexplained,
            file.yaml().place(node)));
  }

  private void given(Yaml.Entry entry, Map<TableId, List<Row>> given) {
    file.table(entry.key())
        .ifPresent(
            table ->
                given.put(
                    table.id(),
                    file.yaml().list(entry.value(), "given").stream()
                        .map(row -> new Row(cells(row, table, unset(table))))
                        .toList()));
  }

  private void change(Node node) {
    var map = file.yaml().map(node, "when", CHANGE_KEYS);
    Position at = new Position(COMMIT, changes.size() + messages.size() + 1);
    Optional<Node> message = optional(map, "message");
    if (message.isPresent()) {
      String prefix = file.yaml().text(message.get(), "message").orElse("");
      String body = optional(map, "body").map(this::json).orElse(Json.EMPTY).text();
      messages.add(new Message(at, prefix, body));
      return;
    }
    List<Operation> operations =
        List.of(Operation.values()).stream().filter(o -> map.containsKey(o.word())).toList();
    if (operations.size() != 1) {
      file.yaml().problem(node, "a change names one of insert, update, delete, truncate, found");
      return;
    }
    optional(map, operations.getFirst().word())
        .flatMap(file::table)
        .ifPresent(table -> changes.add(change(operations.getFirst(), table, map, at)));
  }

  /// An update's `row` says only what changed; columns that are not given are NULL or their
  /// default.
  private RowChange change(
      Operation operation, Table table, Map<String, Yaml.Entry> map, Position at) {
    Map<String, Cell> before =
        optional(map, "before").map(n -> cells(n, table, unset(table))).orElse(Map.of());
    Map<String, Cell> base = operation == Operation.UPDATE ? before : unset(table);
    Row row = new Row(optional(map, "row").map(n -> cells(n, table, base)).orElse(base));
    OldRow old = before.isEmpty() ? new OldRow.NotLogged() : new OldRow.Full(new Row(before));
    return switch (operation) {
      case FOUND -> new RowChange.Found(table.id(), at, row);
      case INSERT -> new RowChange.Inserted(table.id(), at, row);
      case UPDATE -> new RowChange.Updated(table.id(), at, old, row);
      case DELETE ->
          new RowChange.Deleted(table.id(), at, before.isEmpty() ? new OldRow.Full(row) : old);
      case TRUNCATE -> new RowChange.Truncated(table.id(), at);
    };
  }

  private static Map<String, Cell> unset(Table table) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      cells.put(column.name(), column.unset() == null ? new Cell.Null() : column.unset());
    }
    return cells;
  }

  private Map<String, Cell> cells(Node node, Table table, Map<String, Cell> base) {
    Map<String, Cell> cells = new LinkedHashMap<>(base);
    file.yaml()
        .map(node, "a row of " + table.id(), null)
        .forEach(
            (name, entry) ->
                file.column(entry.key(), table, name)
                    .ifPresent(column -> cells.put(name, cell(entry.value(), column))));
    return cells;
  }

  private Cell cell(Node node, Column column) {
    try {
      return YamlValues.cell(node, column);
    } catch (IllegalArgumentException | ClassCastException e) {
      file.yaml()
          .problem(node, "%s is %s, which this is not".formatted(column.name(), column.type()));
      return new Cell.Null();
    }
  }

  private Optional<Example.Expected> expected(Node node) {
    var map = file.yaml().map(node, "then", null);
    Optional<String> stream = optional(map, "in").flatMap(n -> file.yaml().text(n, "in"));
    List<Map.Entry<String, Yaml.Entry>> named =
        map.entrySet().stream().filter(e -> !e.getKey().equals("in")).toList();
    if (named.size() != 1) {
      file.yaml().problem(node, "an entry of `then` names one event, with its data");
      return Optional.empty();
    }
    String type = named.getFirst().getKey();
    List<String> known = events.stream().map(EventType::name).toList();
    if (!known.contains(type) && !file.catalog().tables().isEmpty() && !known.isEmpty()) {
      file.yaml()
          .problem(
              named.getFirst().getValue().key(),
              "there is no event %s; there are %s.%s"
                  .formatted(type, String.join(", ", known), Yaml.suggestion(type, known)));
    }
    return Optional.of(
        new Example.Expected(type, json(named.getFirst().getValue().value()), stream.orElse(null)));
  }

  private Json json(Node node) {
    try {
      return Json.of(YamlValues.json(node));
    } catch (IllegalArgumentException e) {
      file.yaml().problem(node, "this cannot be an event's data: " + e.getMessage());
      return Json.EMPTY;
    }
  }
}
