package afterimage.capture.mapping;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// What a change of a table's schema did to the rows that were there, of which no row change tells.
public sealed interface SchemaChange {

  /// Nothing that concerns rows.
  record None() implements SchemaChange {}

  /// Every row has these columns now, with these values.
  record ColumnsAdded(Table table, Map<String, Cell> columns) implements SchemaChange {
    public ColumnsAdded {
      columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /// As an event's data: the table, and the value of each column.
    public Json data() {
      Map<String, Object> values = new LinkedHashMap<>();
      columns.forEach(
          (column, cell) ->
              values.put(
                  column, Objects.requireNonNullElse(CelValues.of(cell), NullValue.NULL_VALUE)));
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("table", table.id().toString());
      data.put("columns", values);
      return EventJson.write(data);
    }

    /// Reads an event's data again. Columns that have gone since are left out.
    ///
    /// @throws IllegalArgumentException if they are not of this table
    public static ColumnsAdded read(Json data, Table table) {
      JsonNode tree = data.tree();
      if (!tree.path("table").asText().equals(table.id().toString())) {
        throw new IllegalArgumentException("these are no columns of " + table.id());
      }
      Map<String, Cell> columns = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : tree.path("columns").properties()) {
        Column column = table.column(entry.getKey()).orElse(null);
        if (column == null) {
          continue;
        }
        columns.put(
            entry.getKey(),
            CelValues.cell(CelValues.read(entry.getValue(), Scope.type(column)), column));
      }
      return new ColumnsAdded(table, columns);
    }
  }

  /// Rows may be other than they were in a way that cannot be said. A rename is never guessed: it
  /// looks like a column that went and another that came.
  ///
  /// @param differences in words
  record Unknown(List<String> differences) implements SchemaChange {
    public Unknown {
      differences = List.copyOf(differences);
    }
  }

  /// What may have been a rename, another type, another key and a default that differs from row to
  /// row cannot be said; a column that has only gone concerns no other.
  ///
  /// @param was the table as its rows were read so far
  /// @param is the table as it is now
  /// @param restored whether events say the values of a column of it
  static SchemaChange of(Table was, Table is, Predicate<String> restored) {
    List<String> gone = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    if (!was.key().equals(is.key())) {
      differences.add("its primary key was %s and is %s".formatted(was.key(), is.key()));
    }
    for (Column column : was.columns()) {
      Column now = is.column(column.name()).orElse(null);
      if (now == null) {
        gone.add(column.name());
      } else if (!carriedAlike(column, now)) {
        differences.add("%s was %s and is %s".formatted(column.name(), column.type(), now.type()));
      }
    }
    Map<String, Cell> added = new LinkedHashMap<>();
    List<String> fresh = new ArrayList<>();
    for (Column column : is.columns()) {
      if (was.column(column.name()).isEmpty()) {
        fresh.add(column.name());
        if (column.unset() != null) {
          added.put(column.name(), column.unset());
        } else if (restored.test(column.name())) {
          differences.add(
              "%s is new, with a default that is not the same for all rows"
                  .formatted(column.name()));
        }
      }
    }
    if (!gone.isEmpty() && !fresh.isEmpty()) {
      differences.add(
          "%s has gone and %s is new: whether that is a new name for it is not guessed"
              .formatted(String.join(", ", gone), String.join(", ", fresh)));
    }
    if (!differences.isEmpty()) {
      return new Unknown(differences);
    }
    return added.isEmpty() ? new None() : new ColumnsAdded(is, added);
  }

  /// Whether each value of the one is the same value, in the same form, of the other.
  private static boolean carriedAlike(Column was, Column is) {
    return was.type().equals(is.type())
        || (was.sort() == Column.Sort.INTEGER && is.sort() == Column.Sort.INTEGER)
        || (was.type().equals("varchar") && is.type().equals("text"));
  }
}
