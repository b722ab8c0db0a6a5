package afterimage.capture.mapping;

import afterimage.capture.catalog.Column;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.store.StreamId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables that make one aggregate, and the names of the streams of its events.
///
/// @param key the columns of the root that stand in the name, in the order of the placeholders
/// @param tables the root and its direct members, each with the columns that hold the root's key,
///     in that order; of a table that is a stream of its own none
/// @param through members that belong to another member
public record StreamType(
    String name,
    TableId root,
    IdTemplate template,
    List<Column> key,
    Map<TableId, List<String>> tables,
    Map<TableId, Through> through) {

  /// A row belongs to the aggregate of the row of `parent` whose primary key it holds.
  public record Through(TableId parent, List<String> columns) {
    public Through {
      columns = List.copyOf(columns);
    }
  }

  public StreamType {
    key = List.copyOf(key);
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    through = Collections.unmodifiableMap(new LinkedHashMap<>(through));
  }

  /// Whether the table is one stream, whatever its rows.
  public boolean isTable() {
    return template.columns().isEmpty();
  }

  public boolean has(TableId table) {
    return tables.containsKey(table) || through.containsKey(table);
  }

  /// The stream of a row; empty if the row itself does not tell.
  ///
  /// @throws IllegalArgumentException if no stream can have a name for it
  public Optional<StreamId> stream(TableId table, Row row) {
    return key(table, row).map(this::stream);
  }

  /// The stream with this key.
  ///
  /// @throws IllegalArgumentException if no stream can have a name for it
  public StreamId stream(List<String> key) {
    return template.stream(key);
  }

  /// What a row says of its stream's key, in texts; empty if it does not tell all of it.
  public Optional<List<String>> key(TableId table, Row row) {
    List<String> columns = tables.get(table);
    if (columns == null) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>(columns.size());
    for (String column : columns) {
      if (!(row.cells().get(column) instanceof Cell.Value(Object value))) {
        return Optional.empty();
      }
      texts.add(text(value));
    }
    return Optional.of(texts);
  }

  /// The stream whose root has these values.
  ///
  /// @param values CEL's, by the columns of the root
  /// @throws IllegalArgumentException if one is missing or cannot be a column's value
  public StreamId named(Map<String, Object> values) {
    List<String> texts = new ArrayList<>();
    for (Column column : key) {
      Object value = values.get(column.name());
      if (value == null || !(CelValues.cell(value, column) instanceof Cell.Value(Object cell))) {
        throw new IllegalArgumentException("%s of %s is not said".formatted(column.name(), name));
      }
      texts.add(text(cell));
    }
    return template.stream(texts);
  }

  /// The columns that tell which aggregate a row belongs to.
  public List<String> keyColumns(TableId table) {
    Through via = through.get(table);
    return via == null ? tables.getOrDefault(table, List.of()) : via.columns;
  }

  /// What a stream's name says, by the columns of the root.
  ///
  /// @throws IllegalArgumentException if the name is of another stream type
  public Map<String, Object> values(StreamId stream) {
    List<String> texts =
        template
            .key(stream)
            .orElseThrow(
                () ->
                    new IllegalArgumentException("%s is no stream of %s".formatted(stream, name)));
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      values.put(key.get(i).name(), CelValues.ofText(texts.get(i), key.get(i)));
    }
    return values;
  }

  /// Equal numbers have one text.
  private static String text(Object value) {
    return value instanceof BigDecimal number
        ? (number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros()).toPlainString()
        : value.toString();
  }
}
