package afterimage.capture.proof;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Reads rows of a table over JDBC into cells, each as capture writes it.
final class RowReader {

  /// What the texts of values depend on.
  static final List<String> SETTINGS =
      List.of(
          "datestyle = 'ISO, YMD'",
          "intervalstyle = iso_8601",
          "timezone = 'UTC'",
          "bytea_output = hex",
          "extra_float_digits = 1");

  private static final int PAGE = 5_000;

  private final Table table;
  private final List<Column> columns;

  /// @param columns those that are read, in this order
  RowReader(Table table, List<Column> columns) {
    this.table = table;
    this.columns = columns;
  }

  /// Takes one row at a time.
  @FunctionalInterface
  interface Taker {
    /// @param cells in the order of the columns
    /// @param xmin the transaction, or savepoint of one, that wrote the row last
    void take(List<Cell> cells, int xmin);
  }

  private record One(List<Cell> cells, int xmin) {}

  void read(Connection connection, Taker taker) throws SQLException {
    ReadAhead.<One>run(
        sink -> query(connection, sink),
        one -> {
          taker.take(one.cells, one.xmin);
          return true;
        });
  }

  private void query(Connection connection, ReadAhead.Sink<One> sink) throws SQLException {
    String names = columns.stream().map(RowReader::selected).collect(Collectors.joining(", "));
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT xmin::text%s%s FROM %s"
                .formatted(names.isEmpty() ? "" : ", ", names, table.id().quoted()))) {
      query.setFetchSize(PAGE);
      try (ResultSet row = query.executeQuery()) {
        boolean more = true;
        while (more && row.next()) {
          Cell[] cells = new Cell[columns.size()];
          for (int i = 0; i < cells.length; i++) {
            cells[i] = PostgresText.cell(row.getString(i + 2), columns.get(i));
          }
          more =
              sink.put(new One(Arrays.asList(cells), Integer.parseUnsignedInt(row.getString(1))));
        }
      }
    }
  }

  /// The columns of a list of names.
  static List<Column> columns(Table table, List<String> names) {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(table.column(name).orElseThrow()));
    return columns;
  }

  private static String selected(Column column) {
    String name = '"' + column.name().replace("\"", "\"\"") + '"';
    return switch (column.type()) {
      // Its text has the signs of a locale.
      case "money" -> name + "::numeric::text";
      case "hstore" -> "to_json(%s)::text".formatted(name);
      default -> name;
    };
  }
}
