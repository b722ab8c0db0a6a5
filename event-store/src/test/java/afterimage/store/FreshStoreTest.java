package afterimage.store;

import static afterimage.store.ExpectedVersion.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A store that the server knows nothing of yet: no statistics, and plans made when it was empty.
class FreshStoreTest {

  private final Database database = TestPostgres.freshDatabase();

  @Test
  void is_filled_in_batches_without_scanning_what_is_there() throws SQLException {
    StoreSchema.migrate(database.dataSource());
    EventStore store = new PostgresEventStore(database.dataSource());
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      // The server would find out by itself, at a moment that is not ours.
      statement.execute("ALTER TABLE afterimage.events SET (autovacuum_enabled = off)");
      connection.setAutoCommit(false);
      for (int batch = 0; batch < 10; batch++) {
        store.append(batch(batch), connection);
        connection.commit();
      }
      statement.execute("SELECT pg_stat_force_next_flush()");
      assertThat(rowsScanned(statement)).isZero();
    }
  }

  private static List<StreamAppend> batch(int batch) {
    List<StreamAppend> appends = new ArrayList<>();
    for (int stream = 0; stream < 1_000; stream++) {
      appends.add(
          new StreamAppend(
              StreamId.of("cart-%d".formatted(batch % 2 == 0 ? stream : batch * 1_000 + stream)),
              ANY,
              List.of(Samples.numbered(1), Samples.numbered(2))));
    }
    return appends;
  }

  private static long rowsScanned(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'events'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
