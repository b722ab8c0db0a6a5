package afterimage.store.subscription;

import static afterimage.store.tables.Tables.EVENTS;
import static afterimage.store.tables.Tables.SUBSCRIPTIONS;

import afterimage.store.EventFilter;
import afterimage.store.EventPage;
import afterimage.store.EventStore;
import afterimage.store.StoreObserver;
import afterimage.store.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// Starts consumers of a store's events, and says how far they have come.
public final class Subscriptions {

  private static final int PAGE = 500;

  private final EventStore store;
  private final DataSource database;
  private final Wakeups wakeups;
  private final StoreObserver observer;

  /// @param database the store's
  /// @param wakeups what the store rings, see [afterimage.store.PostgresEventStore#waking]
  public Subscriptions(
      EventStore store, DataSource database, Wakeups wakeups, StoreObserver observer) {
    this.store = store;
    this.database = database;
    this.wakeups = wakeups;
    this.observer = observer;
  }

  /// A consumer whose work is part of the transaction that notes how far it has come. Of several
  /// processes that start the same name each event goes to one.
  public Subscription inTransaction(
      String name, EventFilter filter, TransactionalConsumer consumer) {
    return Subscription.start(
        name, reached -> turnInTransaction(name, filter, consumer, reached), wakeups, observer);
  }

  /// A consumer that works elsewhere: each event at least once. Of several processes that start the
  /// same name one works; another takes over when its connection ends.
  public Subscription atLeastOnce(String name, EventFilter filter, EventConsumer consumer) {
    LeasedConsumer leased = new LeasedConsumer(name, filter, consumer, store, database, PAGE);
    return Subscription.start(name, leased::take, wakeups, observer);
  }

  /// All that ever started on this database, by name.
  public List<SubscriptionStatus> status() throws SQLException {
    long readable = store.readablePosition();
    try (Connection connection = database.getConnection()) {
      var first =
          DSL.field(
              DSL.select(EVENTS.RECORDED_AT)
                  .from(EVENTS)
                  .where(EVENTS.POSITION.gt(SUBSCRIPTIONS.POSITION))
                  .and(EVENTS.POSITION.le(readable))
                  .orderBy(EVENTS.POSITION)
                  .limit(1));
      return sql(connection)
          .select(SUBSCRIPTIONS.NAME, SUBSCRIPTIONS.POSITION, SUBSCRIPTIONS.UPDATED_AT, first)
          .from(SUBSCRIPTIONS)
          .orderBy(SUBSCRIPTIONS.NAME)
          .fetch(
              row ->
                  new SubscriptionStatus(
                      row.value1(),
                      row.value2(),
                      Math.max(0, readable - row.value2()),
                      behind(row.value4()),
                      row.value3().toInstant()));
    }
  }

  private static Duration behind(@org.jspecify.annotations.Nullable OffsetDateTime first) {
    return first == null ? Duration.ZERO : Duration.between(first.toInstant(), Instant.now());
  }

  private Subscription.Turn turnInTransaction(
      String name, EventFilter filter, TransactionalConsumer consumer, long reached)
      throws SQLException {
    return Transactions.in(
        database,
        transaction -> {
          // The row lock keeps another process of this name off until the commit.
          long position = Math.max(reached, Checkpoint.lock(transaction, name));
          EventPage page = store.readAll(position, filter, PAGE);
          if (!page.events().isEmpty()) {
            consumer.consume(page.events(), transaction);
            Checkpoint.move(transaction, name, page.end());
          }
          return turn(page);
        });
  }

  static Subscription.Turn turn(EventPage page) {
    return new Subscription.Turn(page.events().size(), page.end(), page.readable());
  }

  static DSLContext sql(Connection connection) {
    return DSL.using(connection, SQLDialect.POSTGRES);
  }
}
