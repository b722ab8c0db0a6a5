package afterimage.store;

import static afterimage.store.ExpectedVersion.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The isolation level of the transaction that an append is part of.
class IsolationTest {

  private final Database database = TestPostgres.freshDatabase();
  private final EventStore store = new PostgresEventStore(database.dataSource());

  @BeforeEach
  void migrate() {
    StoreSchema.migrate(database.dataSource());
  }

  @Test
  void a_caller_s_transaction_with_a_snapshot_of_its_own_is_refused() throws SQLException {
    for (var level :
        List.of(
            Map.entry(Connection.TRANSACTION_REPEATABLE_READ, "repeatable read"),
            Map.entry(Connection.TRANSACTION_SERIALIZABLE, "serializable"))) {
      for (int events : List.of(1, 2)) {
        List<StreamAppend> append =
            List.of(
                new StreamAppend(
                    Samples.CART,
                    ANY,
                    IntStream.range(0, events).mapToObj(Samples::numbered).toList()));
        try (Connection transaction = database.connect()) {
          transaction.setTransactionIsolation(level.getKey());
          transaction.setAutoCommit(false);
          for (ThrowingAppend way :
              List.<ThrowingAppend>of(
                  () -> store.append(append, transaction),
                  () -> store.appendAll(append.iterator(), transaction))) {
            assertThatThrownBy(way::run)
                .isInstanceOf(StoreProblem.class)
                .hasMessageStartingWith(
                    "The event store could not append: ERROR: An append needs a transaction that is"
                        + " read committed, but this one is %s\n  Hint: Set the isolation level of"
                        + " the transaction, or the default of the connection.",
                    level.getValue());
            transaction.rollback();
          }
        }
      }
    }
    assertThat(store.readAll(0, 10)).isEmpty();
  }

  @FunctionalInterface
  private interface ThrowingAppend {
    void run();
  }

  @Test
  void a_server_whose_default_is_another_level_is_told_of_too() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER DATABASE %s SET default_transaction_isolation = 'serializable'"
              .formatted(database.name()));
    }
    assertThatThrownBy(
            () ->
                store.append(Samples.CART, ANY, List.of(Samples.numbered(1), Samples.numbered(2))))
        .hasMessageStartingWith(
            "The event store could not append: ERROR: An append needs a transaction that is read"
                + " committed, but this one is serializable");
    assertThat(store.readAll(0, 10)).isEmpty();
    // A single statement has no second look at the stream; there the level makes no difference.
    store.append(Samples.CART, ANY, List.of(Samples.numbered(3)));
    assertThat(store.readAll(0, 10)).hasSize(1);
  }

  @Test
  void a_reader_in_a_snapshot_of_its_own_reads_the_same_store() throws SQLException {
    store.append(Samples.CART, ANY, List.of(Samples.numbered(1)));
    try (Connection transaction = database.connect()) {
      transaction.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      transaction.setAutoCommit(false);
      PostgresEventStore postgres = new PostgresEventStore(database.dataSource());
      assertThat(postgres.readCommitted(0, EventFilter.ALL, 10, transaction)).hasSize(1);
      store.append(Samples.CART, ANY, List.of(Samples.numbered(2)));
      assertThat(postgres.readCommitted(0, EventFilter.ALL, 10, transaction)).hasSize(1);
      transaction.rollback();
      assertThat(postgres.readCommitted(0, EventFilter.ALL, 10, transaction)).hasSize(2);
    }
  }
}
