package afterimage.capture.mapping;

import static afterimage.capture.mapping.FileContext.keys;
import static afterimage.capture.mapping.FileContext.optional;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/// Reads one stream type.
final class StreamReader {

  private final FileContext file;
  private final String name;
  private final Map<TableId, List<String>> tables = new LinkedHashMap<>();
  private final Map<TableId, StreamType.Through> through = new LinkedHashMap<>();

  StreamReader(FileContext file, String name) {
    this.file = file;
    this.name = name;
  }

  void read(Yaml.Entry entry) {
    String what = "stream " + name;
    var map = file.yaml().map(entry.value(), what, keys("root", "table", "id", "members"));
    boolean isTable = map.containsKey("table");
    Optional<Table> root =
        isTable
            ? optional(map, "table").flatMap(file::table)
            : file.required(map, "root", entry.key()).flatMap(file::table);
    Optional<IdTemplate> template =
        file.required(map, "id", entry.key()).flatMap(node -> template(node, isTable));
    List<Column> key =
        root.isPresent() && template.isPresent()
            ? template.get().columns().stream()
                .flatMap(c -> file.column(place(map, "id", entry), root.get(), c).stream())
                .toList()
            : List.of();
    root.ifPresent(
        table -> tables.put(table.id(), template.map(IdTemplate::columns).orElse(List.of())));
    optional(map, "members")
        .ifPresent(
            members -> {
              if (isTable) {
                file.yaml()
                    .problem(members, "%s is one table, which has no members".formatted(what));
              }
              file.yaml()
                  .map(members, "members", null)
                  .forEach((table, member) -> member(table, member, template));
            });
    refuseTaken(entry, what, isTable);
    if (root.isPresent() && template.isPresent()) {
      StreamType type = new StreamType(name, root.get().id(), template.get(), key, tables, through);
      file.streams().stream()
          .filter(other -> SharedNames.possible(type, other))
          .forEach(
              other ->
                  file.yaml()
                      .problem(
                          place(map, "id", entry),
                          "%s and stream %s can get one name. Begin them differently"
                              .formatted(what, other.name())));
      file.streams().add(type);
    }
  }

  /// A table has one aggregate, and it may be a stream of its own beside that.
  private void refuseTaken(Yaml.Entry entry, String what, boolean isTable) {
    for (StreamType other : file.streams()) {
      for (TableId table : tables.keySet()) {
        if (other.has(table) && other.isTable() == isTable) {
          taken(entry, what, table, other);
        }
      }
      through.keySet().stream()
          .filter(table -> other.has(table) && other.isTable() == isTable)
          .forEach(table -> taken(entry, what, table, other));
    }
  }

  private static Node place(Map<String, Yaml.Entry> map, String key, Yaml.Entry entry) {
    return optional(map, key).orElse(entry.key());
  }

  private void taken(Yaml.Entry entry, String what, TableId table, StreamType other) {
    file.yaml()
        .problem(
            entry.key(),
            "%s takes %s, which is in stream %s already".formatted(what, table, other.name()));
  }

  private Optional<IdTemplate> template(Node node, boolean isTable) {
    Optional<String> text = file.yaml().text(node, "id");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      IdTemplate template = IdTemplate.parse(text.get());
      if (template.columns().isEmpty() != isTable) {
        file.yaml()
            .problem(
                node,
                isTable
                    ? "the id has placeholders, but the whole table is one stream."
                        + " Name it as `root` for a stream for each row"
                    : "the id has no placeholder such as {id}, so that all rows would share one"
                        + " stream. If that is meant, name the table as `table` instead of `root`");
        return Optional.empty();
      }
      return Optional.of(template);
    } catch (IllegalArgumentException e) {
      file.yaml().problem(node, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void member(String member, Yaml.Entry entry, Optional<IdTemplate> template) {
    Optional<Table> table = file.table(entry.key());
    if (entry.value() instanceof MappingNode) {
      table.ifPresent(t -> distant(t, entry));
      return;
    }
    List<String> columns = file.texts(entry.value(), "the column of " + member);
    table.ifPresent(t -> columns.forEach(column -> file.column(entry.value(), t, column)));
    if (template.isPresent() && template.get().columns().size() != columns.size()) {
      file.yaml()
          .problem(
              entry.value(),
              "the stream's id has %d columns, but %s refers to it with %d"
                  .formatted(template.get().columns().size(), member, columns.size()));
    } else {
      table.ifPresent(t -> tables.put(t.id(), columns));
    }
  }

  /// A member of a member.
  private void distant(Table table, Yaml.Entry entry) {
    var map = file.yaml().map(entry.value(), table.id().toString(), keys("of", "by"));
    Optional<Table> parent = file.required(map, "of", entry.key()).flatMap(file::table);
    List<String> columns =
        file.required(map, "by", entry.key()).map(node -> file.texts(node, "by")).orElse(List.of());
    columns.forEach(column -> file.column(place(map, "by", entry), table, column));
    if (parent.isEmpty()) {
      return;
    }
    TableId of = parent.get().id();
    if (!tables.containsKey(of) && !through.containsKey(of)) {
      file.yaml()
          .problem(
              place(map, "of", entry),
              "%s is no member of stream %s so far. Name it first".formatted(of, name));
    } else if (parent.get().key().size() != columns.size()) {
      file.yaml()
          .problem(
              place(map, "of", entry),
              "the primary key of %s has %d columns %s, but %s refers to it with %d"
                  .formatted(
                      of,
                      parent.get().key().size(),
                      parent.get().key(),
                      table.id(),
                      columns.size()));
    } else {
      through.put(table.id(), new StreamType.Through(of, columns));
    }
  }
}
