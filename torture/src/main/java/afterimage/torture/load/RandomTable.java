package afterimage.torture.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A table with a key, a counter `v` that every update raises (so that no update changes nothing),
/// and random columns.
///
/// @param keys the columns of the primary key, each with its type
/// @param columns the others, without `v`
/// @param full whether its replica identity is FULL
/// @param parent a table that its rows belong to, and go with; empty if none
public record RandomTable(
    String name, List<Column> keys, List<Column> columns, boolean full, String parent) {

  /// @param definition what follows the name: type, default
  public record Column(String name, String type, String definition) {}

  public RandomTable {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
  }

  List<String> ddl() {
    List<String> parts = new ArrayList<>();
    keys.forEach(key -> parts.add(key.name + " " + key.definition));
    parts.add("v int NOT NULL");
    columns.forEach(column -> parts.add(column.name + " " + column.definition));
    if (!parent.isEmpty()) {
      parts.add("up int REFERENCES " + parent + " ON DELETE CASCADE");
    }
    parts.add(
        "PRIMARY KEY (%s)"
            .formatted(keys.stream().map(Column::name).collect(Collectors.joining(", "))));
    List<String> ddl = new ArrayList<>();
    ddl.add("CREATE TABLE %s (%s)".formatted(name, String.join(", ", parts)));
    for (Column column : columns) {
      if (column.type.equals("text")) {
        // So that a long one is stored apart, and is not logged when an update leaves it alone.
        ddl.add("ALTER TABLE %s ALTER %s SET STORAGE EXTERNAL".formatted(name, column.name));
      }
    }
    if (full) {
      ddl.add("ALTER TABLE %s REPLICA IDENTITY FULL".formatted(name));
    }
    return ddl;
  }

  /// `name-{key}~{key}`.
  String stream() {
    return name
        + "-"
        + keys.stream().map(key -> "{" + key.name + "}").collect(Collectors.joining("~"));
  }

  private List<String> data() {
    List<String> names = new ArrayList<>();
    keys.forEach(key -> names.add(key.name));
    names.add("v");
    columns.forEach(column -> names.add(column.name));
    if (!parent.isEmpty()) {
      names.add("up");
    }
    return names;
  }

  /// Its part of the mapping's `events`: one event a change.
  String events() {
    String data =
        data().stream().map(name -> name + ": after." + name).collect(Collectors.joining(", "));
    return """
      Made_%1$s: { from: [ { insert: %1$s, data: { %2$s } }, { found: %1$s, data: { %2$s } } ] }
      Changed_%1$s: { from: [ { update: %1$s, data: { %2$s } } ] }
      Gone_%1$s: { from: [ { delete: %1$s } ] }
      Emptied_%1$s:
        from: [ { truncate: %1$s } ]
        restore: { %1$s: { key: { %3$s }, delete: true } }
    """
        .formatted(
            name,
            data,
            keys.stream()
                .map(key -> key.name + ": stream." + key.name)
                .collect(Collectors.joining(", ")));
  }
}
