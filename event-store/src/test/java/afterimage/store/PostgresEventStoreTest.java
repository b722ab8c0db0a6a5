package afterimage.store;

import static afterimage.store.EventStoreContract.event;
import static afterimage.store.ExpectedVersion.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresEventStoreTest implements EventStoreContract {

  private final Database database = TestPostgres.freshDatabase();
  private AgroalDataSource pool;
  private EventStore store;

  @BeforeEach
  void migrate() {
    pool = database.pool(20);
    StoreSchema.migrate(pool);
    store = new PostgresEventStore(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Override
  public EventStore store() {
    return store;
  }

  @Test
  void an_append_is_part_of_the_callers_transaction() throws SQLException {
    StreamAppend append = new StreamAppend(CART, ANY, List.of(event("A")));
    try (Connection transaction = transaction()) {
      store.append(List.of(append), transaction);
      assertThat(store.read(CART)).isEmpty();
      transaction.rollback();
      assertThat(store.read(CART)).isEmpty();

      store.append(List.of(append), transaction);
      assertThatThrownBy(
              () ->
                  store.append(
                      List.of(
                          new StreamAppend(CART, ExpectedVersion.NO_STREAM, List.of(event("B")))),
                      transaction))
          .isInstanceOf(VersionConflict.class);
      transaction.commit();
    }
    assertThat(EventStoreContract.types(store.read(CART))).containsExactly("A");
  }

  @Test
  void a_connection_that_commits_by_itself_is_refused() throws SQLException {
    try (Connection connection = database.connect()) {
      assertThatThrownBy(
              () ->
                  store.append(
                      List.of(new StreamAppend(CART, ANY, List.of(event("A")))), connection))
          .hasMessage(
              "The connection commits by itself. Switch auto-commit off, so that the append is part"
                  + " of a transaction");
    }
  }

  @Test
  void the_database_refuses_to_change_what_was_appended() throws SQLException {
    store.append(CART, ANY, List.of(event("A")));

    try (Connection owner = database.connect();
        var statement = owner.createStatement()) {
      for (String change :
          List.of(
              "UPDATE afterimage.events SET type = 'B'",
              "DELETE FROM afterimage.events",
              "TRUNCATE afterimage.events")) {
        assertThatThrownBy(() -> statement.execute(change))
            .hasMessageContaining(
                "An appended event never changes: %s on events is refused"
                    .formatted(change.substring(0, change.indexOf(' '))));
      }
    }
    assertThat(EventStoreContract.types(store.read(CART))).containsExactly("A");
  }

  @Test
  void a_reader_never_passes_a_position_that_an_append_in_flight_may_fill() throws SQLException {
    store.append(CART, ANY, List.of(event("A")));
    try (Connection slow = transaction()) {
      store.append(List.of(new StreamAppend(BUTTON, ANY, List.of(event("Slow")))), slow);
      store.append(CART, ANY, List.of(event("Fast")));

      assertThat(EventStoreContract.types(store.readAll(0, 10))).containsExactly("A");
      slow.commit();
    }
    assertThat(EventStoreContract.types(store.readAll(0, 10))).containsExactly("A", "Slow", "Fast");
  }

  @Test
  void a_rare_type_is_found_beyond_what_one_page_looks_at() throws SQLException {
    store.append(CART, ANY, List.of(event("Often")));
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      // As if 250,000 appends had been rolled back.
      statement.execute("SELECT setval('afterimage.event_position', 250000)");
    }
    store.append(CART, ANY, List.of(event("Rare")));
    EventFilter rare = EventFilter.ALL.types("Rare");

    EventPage first = store.readAll(0, rare, 10);
    assertThat(first).isEqualTo(new EventPage(List.of(), 100_000, 250_001));
    assertThat(first.last()).isFalse();
    assertThat(store.walkAll(0, rare)).extracting(RecordedEvent::type).containsExactly("Rare");
  }

  private Connection transaction() throws SQLException {
    Connection connection = pool.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  @Test
  void events_that_are_taken_for_new_are_appended_as_others_are() throws SQLException {
    List<StreamAppend> appends =
        List.of(
            new StreamAppend(Samples.CART, ExpectedVersion.NO_STREAM, List.of(Samples.numbered(1))),
            new StreamAppend(Samples.BUTTON, ANY, List.of(Samples.numbered(2))));
    List<Appended> answers =
        Transactions.in(pool, transaction -> store().appendNew(appends, transaction));

    assertThat(answers).extracting(Appended::version).containsExactly(1L, 1L);
    assertThat(answers).extracting(Appended::fresh).containsOnly(true);
    assertThat(store().append(appends)).extracting(Appended::fresh).containsOnly(false);
  }

  @Test
  void an_event_that_is_not_as_new_as_it_was_taken_for_is_a_collision() {
    NewEvent there = Samples.numbered(1);
    store().append(Samples.CART, ANY, List.of(there));
    List<StreamAppend> appends =
        List.of(
            new StreamAppend(Samples.CART, ANY, List.of(Samples.numbered(2))),
            new StreamAppend(Samples.CART, ANY, List.of(there)));

    assertThatThrownBy(
            () -> Transactions.in(pool, transaction -> store().appendNew(appends, transaction)))
        .isInstanceOfSatisfying(
            StoreProblem.class, problem -> assertThat(problem.isCollision()).isTrue());
    assertThat(store().readAll(0, 10)).hasSize(1);
    assertThat(store().append(appends)).extracting(Appended::fresh).containsExactly(true, false);
  }
}
