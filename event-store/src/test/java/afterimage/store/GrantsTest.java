package afterimage.store;

import static afterimage.store.ExpectedVersion.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.projection.Projection;
import afterimage.store.projection.Projections;
import afterimage.store.subscription.Subscription;
import afterimage.store.subscription.Subscriptions;
import afterimage.store.subscription.Wakeups;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A role that was granted to append, and is nobody else.
class GrantsTest {

  private final Database database = TestPostgres.freshDatabase();
  // A role is the whole server's, and its name is to be quoted.
  private final String role = "Appends only, in " + database.name();
  private final Database asRole =
      new Database(
          database.host(), database.port(), database.name(), role, null, database.options());
  private final EventStore store = new PostgresEventStore(asRole.dataSource());

  @BeforeEach
  void grant() throws SQLException {
    StoreSchema.migrate(database.dataSource());
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute("CREATE ROLE " + quoted() + " LOGIN");
      StoreSchema.grantTo(role, owner);
      // Again, as after each migration.
      StoreSchema.grantTo(role, owner);
    }
  }

  @AfterEach
  void drop() throws SQLException {
    try (Connection owner = database.connect();
        Statement statement = owner.createStatement()) {
      statement.execute("DROP OWNED BY " + quoted());
      statement.execute("DROP ROLE " + quoted());
    }
  }

  private String quoted() {
    return '"' + role + '"';
  }

  @Test
  void it_appends_reads_and_follows() throws Exception {
    ConcurrentLinkedQueue<RecordedEvent> seen = new ConcurrentLinkedQueue<>();
    store.append(Samples.CART, ANY, List.of(Samples.numbered(1)));
    store.append(Samples.CART, ANY, List.of(Samples.numbered(2), Samples.numbered(3)));
    store.appendAll(
        List.of(new StreamAppend(Samples.BUTTON, ANY, List.of(Samples.numbered(4)))).iterator());

    assertThat(Samples.numbers(store.read(Samples.CART))).containsExactly(1, 2, 3);
    assertThat(Samples.numbers(store.readAll(0, 10))).containsExactly(1, 2, 3, 4);
    try (Wakeups wakeups = Wakeups.over(asRole.dataSource());
        Subscription subscription =
            new Subscriptions(store, asRole.dataSource(), wakeups, StoreObserver.none())
                .atLeastOnce("follows", EventFilter.ALL, seen::addAll)) {
      assertThat(subscription.await(store.readablePosition(), Duration.ofSeconds(20)))
          .as("%s", subscription.failure())
          .isTrue();
    }
    assertThat(Samples.numbers(List.copyOf(seen))).containsExactly(1, 2, 3, 4);
  }

  @Test
  void to_keep_a_projection_it_needs_a_right_on_the_database_as_well() throws SQLException {
    Projection projection = new Nothing();
    try (Wakeups wakeups = Wakeups.over(asRole.dataSource())) {
      Projections projections =
          new Projections(
              new PostgresEventStore(asRole.dataSource()),
              asRole.dataSource(),
              wakeups,
              StoreObserver.none());
      assertThatThrownBy(() -> projections.create(projection))
          .hasMessage("ERROR: permission denied for database " + database.name());
      try (Connection owner = database.connect();
          Statement statement = owner.createStatement()) {
        statement.execute("GRANT CREATE ON DATABASE %s TO %s".formatted(database.name(), quoted()));
      }
      projections.create(projection);
      store.append(Samples.CART, ANY, List.of(Samples.numbered(1)));
      projections.rebuild(projection, (_, _) -> {});
      assertThat(projections.status()).hasSize(1);
    }
  }

  private record Nothing() implements Projection {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public void create(Connection transaction) {}

    @Override
    public void apply(List<RecordedEvent> events, Connection transaction) {}
  }

  @Test
  void it_cannot_change_what_was_appended_nor_what_keeps_it_from_that() throws SQLException {
    store.append(Samples.CART, ANY, List.of(Samples.numbered(1)));
    Map<String, String> denied =
        Map.of(
            "UPDATE afterimage.events SET type = 'B'", "permission denied for table events",
            "DELETE FROM afterimage.events", "permission denied for table events",
            "TRUNCATE afterimage.events", "permission denied for table events",
            "ALTER TABLE afterimage.events DISABLE TRIGGER ALL", "must be owner of table events",
            "DROP TABLE afterimage.events", "must be owner of table events",
            "SELECT setval('afterimage.event_position', 1)",
                "permission denied for sequence event_position",
            "SET session_replication_role = replica",
                "permission denied to set parameter \"session_replication_role\"");
    try (Connection connection = asRole.connect();
        Statement statement = connection.createStatement()) {
      denied.forEach(
          (sql, why) ->
              assertThatThrownBy(() -> statement.execute(sql)).as(sql).hasMessage("ERROR: " + why));
    }
    assertThat(store.read(Samples.CART)).hasSize(1);
  }
}
