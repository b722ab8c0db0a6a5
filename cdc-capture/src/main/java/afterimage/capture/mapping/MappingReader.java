package afterimage.capture.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import afterimage.store.Certainty;
import dev.cel.common.types.SimpleType;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/// Reads a mapping file and checks all of it against the catalog.
public final class MappingReader {

  private static final Set<String> KEYS =
      ordered("mapping", "version", "streams", "events", "ignore", "unexplained");
  private static final Set<String> PATTERN_KEYS =
      ordered("insert", "update", "delete", "when", "data", "certainty");

  private final Yaml yaml;
  private final Catalog catalog;
  private final ExpressionCompiler expressions;
  private final List<StreamType> streams = new ArrayList<>();

  private MappingReader(Yaml yaml, Catalog catalog) {
    this.yaml = yaml;
    this.catalog = catalog;
    this.expressions = new ExpressionCompiler(yaml, catalog);
  }

  /// @throws MappingProblems with everything that is wrong in the file
  public static Mapping read(Path file, Catalog catalog) {
    try {
      // Four bytes are the most that one character has.
      if (Files.size(file) > 4L * Yaml.LONGEST_FILE) {
        throw new IOException("it has more than %d characters".formatted(Yaml.LONGEST_FILE));
      }
      return read(file.toString(), Files.readString(file), catalog);
    } catch (IOException e) {
      String why =
          switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case CharacterCodingException _ -> "the file is not UTF-8";
            default -> "the file cannot be read: " + e.getMessage();
          };
      throw new MappingProblems(List.of(new Problem(file.toString(), 1, 1, why, "")));
    }
  }

  /// @param file its name, for messages
  /// @throws MappingProblems with everything that is wrong in the text
  public static Mapping read(String file, String text, Catalog catalog) {
    Yaml yaml = new Yaml(file, text);
    Optional<Node> root = yaml.compose(text);
    Optional<Mapping> mapping = root.map(node -> new MappingReader(yaml, catalog).mapping(node));
    yaml.finish();
    return mapping.orElseThrow();
  }

  private Mapping mapping(Node root) {
    Map<String, Yaml.Entry> map = yaml.map(root, "the file", KEYS);
    String name = required(map, "mapping", root).flatMap(n -> yaml.text(n, "mapping")).orElse("");
    int version = required(map, "version", root).map(this::version).orElse(1);
    required(map, "streams", root)
        .ifPresent(node -> yaml.map(node, "streams", null).forEach(this::stream));
    List<Pattern> patterns = new ArrayList<>();
    required(map, "events", root)
        .ifPresent(
            node ->
                yaml.map(node, "events", null)
                    .forEach((type, entry) -> patterns.addAll(event(type, entry))));
    List<IgnoreRule> ignored = new ArrayList<>();
    optional(map, "ignore")
        .ifPresent(list -> yaml.list(list, "ignore").forEach(node -> ignored.addAll(ignore(node))));
    Mapping.Unexplained unexplained =
        optional(map, "unexplained")
            .flatMap(node -> choice(node, "unexplained", Mapping.Unexplained.class))
            .orElse(Mapping.Unexplained.KEEP);
    Map<TableId, List<String>> keys = new LinkedHashMap<>();
    streams.forEach(
        stream ->
            stream
                .tables()
                .keySet()
                .forEach(t -> catalog.table(t).ifPresent(table -> keys.put(t, table.key()))));
    return new Mapping(name, version, streams, patterns, ignored, unexplained, keys);
  }

  private int version(Node node) {
    Optional<String> text = yaml.text(node, "version");
    if (text.isPresent() && text.get().matches("[1-9][0-9]{0,8}")) {
      return Integer.parseInt(text.get());
    }
    text.ifPresent(
        t -> yaml.problem(node, "version is %s. Expected a whole number from 1".formatted(t)));
    return 1;
  }

  private void stream(String name, Yaml.Entry entry) {
    String what = "stream " + name;
    var map = yaml.map(entry.value(), what, ordered("root", "id", "members"));
    Optional<Table> root = required(map, "root", entry.key()).flatMap(this::table);
    Optional<IdTemplate> template =
        required(map, "id", entry.key()).flatMap(node -> template(node, root));
    Map<TableId, List<String>> tables = new LinkedHashMap<>();
    root.ifPresent(
        table -> tables.put(table.id(), template.map(IdTemplate::columns).orElse(List.of())));
    optional(map, "members")
        .ifPresent(
            members ->
                yaml.map(members, "members", null)
                    .forEach(
                        (table, member) ->
                            member(table, member, template).ifPresent(m -> tables.putAll(m))));
    for (TableId table : tables.keySet()) {
      streams.stream()
          .filter(other -> other.tables().containsKey(table))
          .forEach(
              other ->
                  yaml.problem(
                      entry.key(),
                      "%s takes %s, which is in stream %s already"
                          .formatted(what, table, other.name())));
    }
    if (root.isPresent() && template.isPresent()) {
      streams.add(new StreamType(name, root.get().id(), template.get(), tables));
    }
  }

  private Optional<IdTemplate> template(Node node, Optional<Table> root) {
    Optional<String> text = yaml.text(node, "id");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      IdTemplate template = IdTemplate.parse(text.get());
      root.ifPresent(table -> template.columns().forEach(column -> column(node, table, column)));
      return Optional.of(template);
    } catch (IllegalArgumentException e) {
      yaml.problem(node, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Map<TableId, List<String>>> member(
      String name, Yaml.Entry entry, Optional<IdTemplate> template) {
    Optional<Table> table = table(entry.key());
    List<String> columns =
        entry.value() instanceof org.yaml.snakeyaml.nodes.SequenceNode sequence
            ? sequence.getValue().stream()
                .flatMap(node -> yaml.text(node, "a column of " + name).stream())
                .toList()
            : yaml.text(entry.value(), "the column of " + name).stream().toList();
    table.ifPresent(t -> columns.forEach(column -> column(entry.value(), t, column)));
    if (template.isPresent() && template.get().columns().size() != columns.size()) {
      yaml.problem(
          entry.value(),
          "the stream's id has %d columns, but %s refers to it with %d"
              .formatted(template.get().columns().size(), name, columns.size()));
    }
    return table.map(t -> Map.of(t.id(), columns));
  }

  private List<Pattern> event(String type, Yaml.Entry entry) {
    List<Pattern> patterns = new ArrayList<>();
    var map = yaml.map(entry.value(), type, ordered("from"));
    required(map, "from", entry.key())
        .ifPresent(
            from -> {
              int number = 1;
              for (Node node : yaml.list(from, type + " from")) {
                pattern(type, number++, node).ifPresent(patterns::add);
              }
            });
    return patterns;
  }

  private Optional<Pattern> pattern(String type, int number, Node node) {
    String name = type + "#" + number;
    var map = yaml.map(node, name, PATTERN_KEYS);
    Optional<Change> change = change(map, name, node);
    if (change.isEmpty()) {
      return Optional.empty();
    }
    Optional<Expression> when = when(map, name, change.get());
    Map<String, Expression> data = new LinkedHashMap<>();
    optional(map, "data")
        .ifPresent(
            fields ->
                yaml.map(fields, "data", null)
                    .forEach(
                        (field, value) ->
                            expressions
                                .compile(
                                    value.value(),
                                    type,
                                    change.get().table(),
                                    change.get().operation(),
                                    change.get().stream().tables().keySet(),
                                    null)
                                .ifPresent(expression -> data.put(field, expression))));
    Certainty certainty =
        optional(map, "certainty").map(this::certainty).orElse(Certainty.INFERRED);
    return Optional.of(
        new Pattern(
            name,
            type,
            change.get().table().id(),
            change.get().operation(),
            when.orElse(null),
            data,
            certainty));
  }

  private Certainty certainty(Node node) {
    Optional<Certainty> certainty = choice(node, "certainty", Certainty.class);
    if (certainty.isPresent()
        && certainty.get() != Certainty.EXACT
        && certainty.get() != Certainty.INFERRED) {
      yaml.problem(node, "a pattern can claim exact or inferred, nothing else");
    }
    return certainty.orElse(Certainty.INFERRED);
  }

  private List<IgnoreRule> ignore(Node node) {
    var map =
        yaml.map(
            node, "ignore", ordered("columns", "insert", "update", "delete", "when", "because"));
    String because =
        required(map, "because", node).flatMap(n -> yaml.text(n, "because")).orElse("");
    Optional<Node> columns = optional(map, "columns");
    if (columns.isPresent()) {
      List<IgnoreRule> rules = new ArrayList<>();
      for (Node column : yaml.list(columns.get(), "columns")) {
        yaml.text(column, "a column")
            .flatMap(text -> ignoredColumn(column, text, because))
            .ifPresent(rules::add);
      }
      return rules;
    }
    return change(map, "ignore", node)
        .<IgnoreRule>map(
            change ->
                new IgnoreRule.Changes(
                    change.table().id(),
                    change.operation(),
                    when(map, "ignore", change).orElse(null),
                    because))
        .stream()
        .toList();
  }

  private Optional<IgnoreRule> ignoredColumn(Node node, String text, String because) {
    int dot = text.lastIndexOf('.');
    if (dot < 0) {
      yaml.problem(node, "%s names no table. Expected schema.table.column".formatted(text));
      return Optional.empty();
    }
    Optional<Table> table = table(node, text.substring(0, dot));
    String column = text.substring(dot + 1);
    table.ifPresent(t -> column(node, t, column));
    return table.map(t -> new IgnoreRule.Columns(t.id(), Set.of(column), because));
  }

  private record Change(Table table, Operation operation, StreamType stream) {}

  /// Which change is meant: `insert`, `update` or `delete`, with its table.
  private Optional<Change> change(Map<String, Yaml.Entry> map, String what, Node node) {
    List<Operation> operations =
        List.of(Operation.values()).stream().filter(o -> map.containsKey(o.word())).toList();
    if (operations.size() != 1) {
      yaml.problem(
          node,
          "%s names %s. Expected one of insert, update, delete, with a table"
              .formatted(what, operations.isEmpty() ? "no change" : "more than one change"));
      return Optional.empty();
    }
    Operation operation = operations.getFirst();
    Node name = optional(map, operation.word()).orElseThrow();
    Optional<Table> table = table(name);
    if (table.isEmpty()) {
      return Optional.empty();
    }
    Optional<StreamType> stream =
        streams.stream().filter(s -> s.tables().containsKey(table.get().id())).findFirst();
    if (stream.isEmpty()) {
      yaml.problem(
          name,
          "%s is in no stream. Name it as the root or a member of one".formatted(table.get().id()));
    }
    return stream.map(s -> new Change(table.get(), operation, s));
  }

  private Optional<Expression> when(Map<String, Yaml.Entry> map, String owner, Change change) {
    Optional<Node> when = optional(map, "when");
    if (when.isEmpty()) {
      return Optional.empty();
    }
    return expressions.compile(
        when.get(),
        owner,
        change.table(),
        change.operation(),
        change.stream().tables().keySet(),
        SimpleType.BOOL);
  }

  private Optional<Table> table(Node node) {
    return yaml.text(node, "a table").flatMap(text -> table(node, text));
  }

  private Optional<Table> table(Node node, String text) {
    TableId id = TableId.parse(text);
    Optional<Table> table = catalog.table(id);
    if (table.isEmpty()) {
      List<String> names =
          catalog.tables().keySet().stream().map(TableId::toString).sorted().toList();
      yaml.problem(
          node,
          "there is no table %s; the database has %s.%s"
              .formatted(
                  id,
                  names.isEmpty()
                      ? "none"
                      : String.join(", ", names.subList(0, Math.min(20, names.size()))),
                  Yaml.suggestion(id.toString(), names)));
    }
    return table;
  }

  private void column(Node node, Table table, String column) {
    if (table.column(column).isEmpty()) {
      yaml.problem(
          node,
          "%s has no column %s; it has %s.%s"
              .formatted(
                  table.id(),
                  column,
                  String.join(", ", table.columnNames()),
                  Yaml.suggestion(column, table.columnNames())));
    }
  }

  private static Optional<Node> optional(Map<String, Yaml.Entry> map, String key) {
    return Optional.ofNullable(map.get(key)).map(Yaml.Entry::value);
  }

  private Optional<Node> required(Map<String, Yaml.Entry> map, String key, Node place) {
    Optional<Node> value = optional(map, key);
    if (value.isEmpty()) {
      yaml.problem(place, "%s is missing".formatted(key));
    }
    return value;
  }

  private <E extends Enum<E>> Optional<E> choice(Node node, String what, Class<E> type) {
    List<String> words =
        List.of(type.getEnumConstants()).stream()
            .map(c -> c.name().toLowerCase(java.util.Locale.ROOT))
            .toList();
    Optional<String> text = yaml.text(node, what);
    if (text.isPresent() && !words.contains(text.get())) {
      yaml.problem(
          node,
          "%s is %s. Expected one of %s.%s"
              .formatted(
                  what, text.get(), String.join(", ", words), Yaml.suggestion(text.get(), words)));
      return Optional.empty();
    }
    return text.map(t -> Enum.valueOf(type, t.toUpperCase(java.util.Locale.ROOT)));
  }

  private static Set<String> ordered(String... keys) {
    return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
  }
}
