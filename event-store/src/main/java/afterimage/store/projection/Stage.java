package afterimage.store.projection;

import afterimage.store.RecordedEvent;
import afterimage.store.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One of the two places of a projection: the live tables, or the next ones beside them. A schema
/// and a row of `projections`.
enum Stage {
  LIVE("live", ""),
  NEXT("next", "_next");

  /// What the row says.
  record Row(int version, boolean inline, long position) {}

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final String SELECT =
      "SELECT version, inline, position FROM afterimage.projections WHERE name = ? AND stage = ?";
  private static final String INSERT =
      "INSERT INTO afterimage.projections (name, stage, version, inline, position)"
          + " VALUES (?, ?, ?, ?, 0)";
  private static final String MOVE =
      "UPDATE afterimage.projections SET position = ?, updated_at = clock_timestamp()"
          + " WHERE name = ? AND stage = ?";

  private static final String SEARCH_PATH =
      "SELECT current_setting('search_path'), set_config('search_path', ?, true)";

  private final String column;
  private final String suffix;

  Stage(String column, String suffix) {
    this.column = column;
    this.suffix = suffix;
  }

  static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ProjectionProblem(
          "A projection's name has lower-case letters, digits and _, at most 40 and a letter first;"
              + " this one is \""
              + name
              + '"');
    }
    return name;
  }

  String schema(String name) {
    return "projection_" + name + suffix;
  }

  @Nullable Row find(Connection connection, String name) throws SQLException {
    return find(connection, name, SELECT);
  }

  /// Nobody else moves it until the transaction ends.
  @Nullable Row lock(Connection connection, String name) throws SQLException {
    Row row = find(connection, name, SELECT + " FOR UPDATE");
    // Who waited for a swap waited for a row that it removed; a new snapshot sees the one after it.
    return row == null ? find(connection, name, SELECT + " FOR UPDATE") : row;
  }

  private @Nullable Row find(Connection connection, String name, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      query.setString(2, column);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? new Row(row.getInt(1), row.getBoolean(2), row.getLong(3)) : null;
      }
    }
  }

  void create(Connection connection, Projection projection, boolean inline) throws SQLException {
    execute(connection, "CREATE SCHEMA " + schema(projection.name()));
    within(
        connection,
        projection.name(),
        inside -> {
          projection.create(inside);
          return null;
        });
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, projection.name());
      insert.setString(2, column);
      insert.setInt(3, projection.version());
      insert.setBoolean(4, inline);
      insert.executeUpdate();
    }
  }

  void move(Connection connection, String name, long position) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setLong(1, position);
      update.setString(2, name);
      update.setString(3, column);
      update.executeUpdate();
    }
  }

  void apply(Connection connection, Projection projection, List<RecordedEvent> events)
      throws SQLException {
    if (!events.isEmpty()) {
      within(
          connection,
          projection.name(),
          inside -> {
            projection.apply(events, inside);
            return null;
          });
    }
  }

  /// Makes the tables of this place those that statements without a schema mean, while the work is
  /// done.
  <T extends @Nullable Object> T within(
      Connection connection, String name, Transactions.Work<T> work) throws SQLException {
    String before = searchPath(connection, schema(name) + ", pg_catalog");
    T result = work.in(connection);
    searchPath(connection, before);
    return result;
  }

  /// @return what it was
  private static String searchPath(Connection connection, String path) throws SQLException {
    try (PreparedStatement set = connection.prepareStatement(SEARCH_PATH)) {
      set.setString(1, path);
      try (ResultSet row = set.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  void drop(Connection connection, String name) throws SQLException {
    execute(connection, "DROP SCHEMA IF EXISTS " + schema(name) + " CASCADE");
    execute(
        connection,
        "DELETE FROM afterimage.projections WHERE name = '%s' AND stage = '%s'"
            .formatted(name, column));
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
