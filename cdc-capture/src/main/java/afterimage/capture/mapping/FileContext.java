package afterimage.capture.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Message;
import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// What every part of a mapping file is read with.
///
/// @param streams those that were read so far
/// @param asked the tables that were asked for so far, whether they are there or not
record FileContext(
    Yaml yaml,
    Catalog catalog,
    ExpressionCompiler expressions,
    List<StreamType> streams,
    Set<TableId> asked) {

  FileContext(Yaml yaml, Catalog catalog) {
    this(
        yaml,
        catalog,
        new ExpressionCompiler(yaml, catalog),
        new ArrayList<>(),
        new LinkedHashSet<>());
  }

  static Optional<Node> optional(Map<String, Yaml.Entry> map, String key) {
    return Optional.ofNullable(map.get(key)).map(Yaml.Entry::value);
  }

  Optional<Node> required(Map<String, Yaml.Entry> map, String key, Node place) {
    Optional<Node> value = optional(map, key);
    if (value.isEmpty()) {
      yaml.problem(place, "%s is missing".formatted(key));
    }
    return value;
  }

  static Set<String> keys(String... keys) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
  }

  /// The prefix of a logical message.
  Optional<String> prefix(Node node, String key) {
    Optional<String> prefix = yaml.text(node, key);
    if (prefix.filter(Message.OURS::equals).isPresent()) {
      yaml.problem(
          node,
          "the prefix %s is that of the marks that capture writes itself. Take another one"
              .formatted(Message.OURS));
    }
    return prefix;
  }

  /// One text, or a list of texts.
  List<String> texts(Node node, String what) {
    return node instanceof SequenceNode sequence
        ? sequence.getValue().stream().flatMap(item -> yaml.text(item, what).stream()).toList()
        : yaml.text(node, what).stream().toList();
  }

  /// One node, or the nodes of a list.
  static List<Node> nodes(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
  }

  Optional<Table> table(Node node) {
    return yaml.text(node, "a table").flatMap(text -> table(node, text));
  }

  Optional<Table> table(Node node, String text) {
    TableId id = TableId.parse(text);
    Optional<Table> table = catalog.table(id);
    asked.add(id);
    if (table.isEmpty()) {
      yaml.problem(
          node,
          "there is no table %s; the database has %s.%s"
              .formatted(id, there(), Yaml.suggestion(id.toString(), names())));
    }
    return table;
  }

  /// Some of the tables that there are.
  String there() {
    List<String> names = names();
    return names.isEmpty()
        ? "none"
        : String.join(", ", names.subList(0, Math.min(20, names.size())));
  }

  /// Whether several tables were asked for and none of them is there. One may be misspelt.
  boolean isOfOtherTables() {
    return asked.size() > 1 && asked.stream().allMatch(id -> catalog.table(id).isEmpty());
  }

  private List<String> names() {
    return catalog.tables().keySet().stream().map(TableId::toString).sorted().toList();
  }

  Optional<Column> column(Node node, Table table, String column) {
    Optional<Column> found = table.column(column);
    if (found.isEmpty()) {
      yaml.problem(
          node,
          "%s has no column %s; it has %s.%s"
              .formatted(
                  table.id(),
                  column,
                  String.join(", ", table.columnNames()),
                  Yaml.suggestion(column, table.columnNames())));
    }
    return found;
  }

  <E extends Enum<E>> Optional<E> choice(Node node, String what, Class<E> type) {
    List<String> words =
        List.of(type.getEnumConstants()).stream()
            .map(c -> c.name().toLowerCase(Locale.ROOT))
            .toList();
    Optional<String> text = oneOf(node, what, words);
    return text.map(t -> Enum.valueOf(type, t.toUpperCase(Locale.ROOT)));
  }

  Optional<String> oneOf(Node node, String what, Collection<String> words) {
    Optional<String> text = yaml.text(node, what);
    if (text.isPresent() && !words.contains(text.get())) {
      yaml.problem(
          node,
          "%s is %s. Expected one of %s.%s"
              .formatted(
                  what, text.get(), String.join(", ", words), Yaml.suggestion(text.get(), words)));
      return Optional.empty();
    }
    return text;
  }

  /// The stream that a table's rows belong to.
  Optional<StreamType> streamOf(TableId table) {
    return streams.stream()
        .filter(stream -> stream.has(table))
        .min(java.util.Comparator.comparing(StreamType::isTable));
  }

  /// Which change is meant: an operation, with its table.
  Optional<Change> change(Map<String, Yaml.Entry> map, String what, Node node) {
    List<Operation> operations =
        List.of(Operation.values()).stream().filter(o -> map.containsKey(o.word())).toList();
    if (operations.size() != 1) {
      yaml.problem(
          node,
          "%s names %s. Expected one of insert, update, delete, truncate, found, with a table"
              .formatted(what, operations.isEmpty() ? "no change" : "more than one change"));
      return Optional.empty();
    }
    Operation operation = operations.getFirst();
    Node name = optional(map, operation.word()).orElseThrow();
    Optional<Table> table = table(name);
    if (table.isEmpty()) {
      return Optional.empty();
    }
    Optional<StreamType> stream = streamOf(table.get().id());
    if (stream.isEmpty()) {
      yaml.problem(
          name,
          "%s is in no stream. Name it as the root or a member of one".formatted(table.get().id()));
    }
    return stream.map(s -> new Change(table.get(), operation, s));
  }

  record Change(Table table, Operation operation, StreamType stream) {}

  /// The tables of a stream.
  List<Table> tables(StreamType stream) {
    Set<TableId> ids = new TreeSet<>(stream.tables().keySet());
    ids.addAll(stream.through().keySet());
    return ids.stream().flatMap(id -> catalog.table(id).stream()).toList();
  }
}
