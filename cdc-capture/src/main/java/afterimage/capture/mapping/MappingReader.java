package afterimage.capture.mapping;

import static afterimage.capture.mapping.FileContext.keys;
import static afterimage.capture.mapping.FileContext.optional;
import static java.util.stream.Collectors.joining;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.catalog.Types;
import afterimage.capture.change.TableId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.Node;

/// Reads a mapping file and checks all of it against the catalog.
public final class MappingReader {

  private static final Set<String> KEYS =
      keys(
          "mapping",
          "version",
          "streams",
          "events",
          "outbox",
          "ignore",
          "unexplained",
          "failing",
          "remember",
          "examples");

  private final FileContext file;

  private MappingReader(FileContext file) {
    this.file = file;
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
    Optional<Mapping> mapping =
        root.map(node -> new MappingReader(new FileContext(yaml, catalog)).mapping(node));
    yaml.finish();
    return mapping.orElseThrow();
  }

  private Mapping mapping(Node root) {
    Yaml yaml = file.yaml();
    Map<String, Yaml.Entry> map = yaml.map(root, "the file", KEYS);
    String name =
        file.required(map, "mapping", root).flatMap(n -> yaml.text(n, "mapping")).orElse("");
    int version = file.required(map, "version", root).map(this::version).orElse(1);
    file.required(map, "streams", root)
        .ifPresent(
            node ->
                yaml.map(node, "streams", null)
                    .forEach((stream, entry) -> new StreamReader(file, stream).read(entry)));
    refuseOtherDatabase(optional(map, "streams").orElse(root));
    EventReader events = new EventReader(file);
    Optional<Node> eventsNode =
        map.containsKey("outbox") ? optional(map, "events") : file.required(map, "events", root);
    eventsNode.ifPresent(node -> yaml.map(node, "events", null).forEach(events::read));
    List<OutboxTable> outbox = new ArrayList<>();
    optional(map, "outbox")
        .ifPresent(
            node ->
                yaml.map(node, "outbox", null)
                    .values()
                    .forEach(e -> new OutboxReader(file).read(e).ifPresent(outbox::add)));
    List<IgnoreRule> ignored = new ArrayList<>();
    optional(map, "ignore")
        .ifPresent(
            list ->
                yaml.list(list, "ignore")
                    .forEach(node -> ignored.addAll(new IgnoreReader(file).read(node))));
    refuseTypes(root, ignored);
    Mapping.Unexplained unexplained =
        optional(map, "unexplained")
            .flatMap(node -> file.choice(node, "unexplained", Mapping.Unexplained.class))
            .orElse(Mapping.Unexplained.KEEP);
    Mapping.Failing failing =
        optional(map, "failing")
            .flatMap(node -> file.choice(node, "failing", Mapping.Failing.class))
            .orElse(Mapping.Failing.STOP);
    Map<TableId, Table> catalog = catalog(outbox);
    Set<TableId> asked = new TreeSet<>();
    optional(map, "remember").ifPresent(node -> asked.addAll(remember(node, catalog)));
    List<EventType> ordered = events.finish();
    Clashes.in(ordered).forEach(yaml::add);
    List<Example> examples = new ArrayList<>();
    optional(map, "examples")
        .ifPresent(
            list -> {
              for (Node node : yaml.list(list, "examples")) {
                new ExampleReader(file, ordered).read(node).ifPresent(examples::add);
              }
            });
    Set<TableId> remembered = Remembered.tables(file, ordered, ignored);
    remembered.addAll(asked);
    return new Mapping(
        name,
        version,
        file.streams(),
        ordered,
        outbox,
        ignored,
        unexplained,
        failing,
        remembered,
        catalog,
        examples);
  }

  /// Without its streams nothing else of a file can be checked. If it was held against a database
  /// that has none of its tables, that is all there is to say.
  ///
  /// @throws MappingProblems if no stream is left, though some are named
  private void refuseOtherDatabase(Node streams) {
    if (!file.streams().isEmpty() || file.asked().isEmpty()) {
      return;
    }
    if (file.isOfOtherTables()) {
      String database = file.catalog().database();
      file.yaml()
          .only(
              streams,
              ("%s has none of this mapping's tables: there is no %s; it has %s. Name the database"
                      + " that has them")
                  .formatted(
                      database.isEmpty() ? "the database" : "the database " + database,
                      file.asked().stream().map(TableId::toString).collect(joining(", ")),
                      file.there()));
    }
    file.yaml().finish();
  }

  /// A column that does not arrive exactly must be ignored by name.
  private void refuseTypes(Node root, List<IgnoreRule> ignored) {
    for (StreamType stream : file.streams()) {
      for (Table table : file.tables(stream)) {
        for (Column column : table.columns()) {
          Optional<String> refusal = Types.refusal(column);
          boolean isIgnored =
              ignored.stream()
                  .anyMatch(
                      rule ->
                          rule instanceof IgnoreRule.Columns(var id, var columns, _)
                              && id.equals(table.id())
                              && columns.contains(column.name()));
          if (refusal.isPresent() && !isIgnored) {
            file.yaml()
                .problem(
                    root,
                    ("%s.%s is %s, which cannot be captured exactly: %s. Say so:"
                            + " ignore: - { columns: [%s.%s], because: … }")
                        .formatted(
                            table.id(),
                            column.name(),
                            column.type(),
                            refusal.get(),
                            table.id(),
                            column.name()));
          }
        }
      }
    }
  }

  private Map<TableId, Table> catalog(List<OutboxTable> outbox) {
    Map<TableId, Table> catalog = new TreeMap<>();
    for (StreamType stream : file.streams()) {
      file.tables(stream).forEach(table -> catalog.put(table.id(), table));
    }
    for (OutboxTable table : outbox) {
      file.catalog().table(table.table()).ifPresent(t -> catalog.put(t.id(), t));
    }
    return catalog;
  }

  private List<TableId> remember(Node node, Map<TableId, Table> catalog) {
    List<TableId> tables = new ArrayList<>();
    for (Node item : FileContext.nodes(node)) {
      file.table(item)
          .ifPresent(
              table -> {
                if (!catalog.containsKey(table.id())) {
                  file.yaml().problem(item, "%s is in no stream".formatted(table.id()));
                } else if (table.key().isEmpty()) {
                  file.yaml()
                      .problem(
                          item,
                          "%s has no primary key to tell its rows apart".formatted(table.id()));
                } else {
                  tables.add(table.id());
                }
              });
    }
    return tables;
  }

  private int version(Node node) {
    Optional<String> text = file.yaml().text(node, "version");
    if (text.isPresent() && text.get().matches("[1-9][0-9]{0,8}")) {
      return Integer.parseInt(text.get());
    }
    text.ifPresent(
        t ->
            file.yaml()
                .problem(node, "version is %s. Expected a whole number from 1".formatted(t)));
    return 1;
  }
}
