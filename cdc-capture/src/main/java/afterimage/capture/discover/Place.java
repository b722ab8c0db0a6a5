package afterimage.capture.discover;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.catalog.Types;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A table in its stream: what finds its rows, and what its columns are called in an event.
///
/// @param entity what a row of it is called
/// @param ofStream the columns that the stream's name tells, with the columns of the root
/// @param fields the columns that an event carries, in the table's order, with the names of fields
record Place(
    Table table,
    String entity,
    boolean isRoot,
    Map<String, String> ofStream,
    Map<String, String> fields) {

  static Place of(
      Table table,
      String entity,
      boolean isRoot,
      Map<String, String> ofStream,
      Set<String> generated) {
    Map<String, String> fields = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>(Set.of("by"));
    for (Column column : table.columns()) {
      if (!generated.contains(column.name()) && Types.refusal(column).isEmpty()) {
        String name = Names.camel(Names.words(column.name()));
        String free = name.isEmpty() ? "column" : name;
        for (int n = 2; !taken.add(free); n++) {
          free = name + "_" + n;
        }
        fields.put(column.name(), free);
      }
    }
    return new Place(table, entity, isRoot, ofStream, fields);
  }

  List<Column> carried() {
    return table.columns().stream().filter(c -> fields.containsKey(c.name())).toList();
  }

  /// The columns that tell a row: its primary key, or all that there is.
  List<String> key() {
    return table.key().isEmpty() ? List.copyOf(fields.keySet()) : table.key();
  }

  boolean isStream(String column) {
    return ofStream.containsKey(column);
  }

  String field(String column) {
    return fields.getOrDefault(column, column);
  }

  /// What tells a row beside the stream's name, from before or after a change.
  Map<String, String> keyData(String variable) {
    Map<String, String> data = new LinkedHashMap<>();
    key().stream()
        .filter(column -> !isStream(column))
        .forEach(column -> data.put(field(column), Cel.field(variable, column)));
    return data;
  }

  /// All that an event of a new row carries.
  Map<String, String> rowData() {
    Map<String, String> data = new LinkedHashMap<>();
    fields.forEach(
        (column, field) -> {
          if (!isStream(column)) {
            data.put(field, Cel.field("after", column));
          }
        });
    return data;
  }

  /// Expressions of `restore` for the columns that find a row.
  Map<String, String> restoreKey() {
    Map<String, String> key = new LinkedHashMap<>();
    key().forEach(column -> key.put(column, source(column)));
    return key;
  }

  /// Where `restore` has a column's value from.
  String source(String column) {
    String root = ofStream.get(column);
    return root == null ? Cel.field("event", field(column)) : Cel.field("stream", root);
  }

  /// Whether what a new row restores can be read off its pattern.
  boolean isPlain() {
    return !table.key().isEmpty() && table.key().containsAll(ofStream.keySet());
  }

  /// What an event of a new row does to the rows.
  DraftEvent.Restore made() {
    Map<String, String> set = new LinkedHashMap<>();
    fields.keySet().stream()
        .filter(column -> !key().contains(column))
        .forEach(column -> set.put(column, source(column)));
    return new DraftEvent.Restore(restoreKey(), set);
  }
}
