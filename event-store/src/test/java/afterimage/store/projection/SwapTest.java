package afterimage.store.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.StoreSchema;
import afterimage.store.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SwapTest {

  private final Database database = TestPostgres.freshDatabase();

  @Test
  void who_waited_for_a_swap_finds_what_was_swapped_in() throws Exception {
    StoreSchema.migrate(database.dataSource());
    try (var thread = Executors.newVirtualThreadPerTaskExecutor();
        Connection swap = database.connect();
        Statement statement = swap.createStatement()) {
      statement.execute(
          "INSERT INTO afterimage.projections (name, stage, version, inline, position)"
              + " VALUES ('p', 'live', 1, false, 3), ('p', 'next', 2, false, 7)");
      swap.setAutoCommit(false);
      statement.execute("DELETE FROM afterimage.projections WHERE stage = 'live'");
      statement.execute("UPDATE afterimage.projections SET stage = 'live' WHERE stage = 'next'");
      Future<Stage.@Nullable Row> waiting =
          thread.submit(
              () ->
                  Transactions.<Stage.@Nullable Row>in(
                      database.dataSource(), connection -> Stage.LIVE.lock(connection, "p")));
      await().until(this::somebodyWaits);
      swap.commit();

      assertThat(waiting.get()).isEqualTo(new Stage.Row(2, false, 7));
    }
  }

  private boolean somebodyWaits() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                    + " AND datname = current_database())")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
