package afterimage.capture.doctor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads of the server's own tables.
final class Query {

  private final Connection connection;

  Query(Connection connection) {
    this.connection = connection;
  }

  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> rows(String sql, Reader<T> reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<T> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(reader.read(row));
      }
      return rows;
    }
  }

  /// @param schemas the value of the one parameter
  <T> List<T> rows(String sql, List<String> schemas, Reader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (row.next()) {
          rows.add(reader.read(row));
        }
        return rows;
      }
    }
  }

  boolean isTrue(String condition) throws SQLException {
    return rows("SELECT " + condition, row -> row.getBoolean(1)).getFirst();
  }

  /// A setting; empty if this version has none of that name.
  String setting(String name) throws SQLException {
    return rows(
            "SELECT coalesce(current_setting('%s', true), '')".formatted(name),
            row -> row.getString(1))
        .getFirst();
  }

  static List<String> strings(ResultSet row, String column) throws SQLException {
    java.sql.@Nullable Array array = row.getArray(column);
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }
}
