package afterimage.torture.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import afterimage.store.StreamId;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowerTest {

  private final Database target = TestPostgres.freshDatabase();

  @Test
  void an_event_that_comes_behind_a_reader_is_found() throws Exception {
    try (var pool = target.pool(3)) {
      StoreSchema.migrate(pool);
      PostgresEventStore store = new PostgresEventStore(pool);
      for (int i = 0; i < 2; i++) {
        store.append(
            StreamId.of("early"),
            ExpectedVersion.ANY,
            List.of(NewEvent.of("Came", Json.EMPTY, Metadata.NONE)));
      }
      try (Follower follower = Follower.start(pool)) {
        await().atMost(Duration.ofMinutes(1)).until(() -> follower.read() == 2);
        assertThat(follower.finding()).isEmpty();

        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement()) {
          // What no append does: a position that was passed long ago.
          statement.execute(
              "INSERT INTO afterimage.events SELECT (json_populate_record(e, json_build_object("
                  + "'position', 0, 'stream_id', 'late', 'version', 1, 'id', gen_random_uuid()))).*"
                  + " FROM afterimage.events e WHERE version = 1");
        }
        assertThat(follower.finding().orElseThrow())
            .startsWith("O4: a reader that is at position ")
            .endsWith(" was never given 0");
      }
    }
  }
}
