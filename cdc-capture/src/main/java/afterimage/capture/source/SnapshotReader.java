package afterimage.capture.source;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// Reads tables as of an exported snapshot, each row as the log would bring it. Rows come in the
/// order of the primary key, a few at a time however large the table is.
public final class SnapshotReader implements AutoCloseable {

  private static final List<String> SETTINGS =
      List.of(
          "SET TIME ZONE 'UTC'",
          "SET datestyle = 'ISO, YMD'",
          "SET intervalstyle = 'postgres'",
          "SET extra_float_digits = 1",
          "SET bytea_output = 'hex'",
          // It may take long, and is not idle while the store takes what was read.
          "SET statement_timeout = 0",
          "SET idle_in_transaction_session_timeout = 0",
          // In the order of the key by its index: a sort would write the table to the disk once
          // more.
          "SET enable_sort = off");

  private final Database database;
  private final Connection connection;
  private final Instant takenAt;

  private SnapshotReader(Database database, Connection connection, Instant takenAt) {
    this.database = database;
    this.connection = connection;
    this.takenAt = takenAt;
  }

  /// @throws SourceProblem if the snapshot cannot be taken up
  public static SnapshotReader at(Database database, ExportedSnapshot snapshot) {
    Connection connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      for (String setting : SETTINGS) {
        statement.execute(setting);
      }
      connection.setAutoCommit(false);
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      statement.execute("SET TRANSACTION SNAPSHOT '%s'".formatted(snapshot.name()));
      try (ResultSet row = statement.executeQuery("SELECT transaction_timestamp()")) {
        row.next();
        return new SnapshotReader(
            database, connection, row.getObject(1, OffsetDateTime.class).toInstant());
      }
    } catch (SQLException e) {
      close(connection);
      throw new SourceProblem(
          "%s: the snapshot of the baseline cannot be read: %s"
              .formatted(database.address(), e.getMessage()),
          e);
    }
  }

  /// When it was taken, by the source's clock.
  public Instant takenAt() {
    return takenAt;
  }

  /// How many rows a table has, as the server estimates; 0 if it does not know.
  public long estimate(Table table) {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT greatest(sum(c.reltuples), 0)::bigint
                FROM pg_partition_tree(%1$d) p JOIN pg_class c ON c.oid = p.relid WHERE p.isleaf
                UNION ALL SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = %1$d
                """
                    .formatted(table.oid()))) {
      long most = 0;
      while (row.next()) {
        most = Math.max(most, row.getLong(1));
      }
      return most;
    } catch (SQLException e) {
      throw failed(table.id(), e);
    }
  }

  /// The rows of a table, to be read to their end before those of another.
  ///
  /// @throws SourceProblem if they cannot be read
  public SnapshotRows rows(Table table) {
    try {
      return new SnapshotRows(
          database, table, connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql(table)));
    } catch (SQLException e) {
      throw failed(table.id(), e);
    }
  }

  private static String sql(Table table) {
    return "COPY (SELECT %s FROM %s%s) TO STDOUT"
        .formatted(
            table.columns().stream().map(RowText::select).collect(Collectors.joining(", ")),
            table.id().quoted(),
            table.key().isEmpty()
                ? ""
                : " ORDER BY "
                    + table.key().stream().map(RowText::quoted).collect(Collectors.joining(", ")));
  }

  @Override
  public void close() {
    close(connection);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // The transaction only read; the server ends it with the connection.
      return;
    }
  }

  private SourceProblem failed(TableId table, SQLException e) {
    return new SourceProblem(
        "%s: the rows of %s cannot be read: %s"
            .formatted(database.address(), table, e.getMessage()),
        e);
  }
}
