package afterimage.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/// The store in a PostgreSQL database that [StoreSchema] has migrated.
public final class PostgresEventStore implements EventStore {

  /// Two appends of one new stream, or of one event, may collide; one of them tries again.
  private static final int TRIES = 10;

  /// Unique violation, serialization failure, deadlock.
  private static final Set<String> COLLISIONS = Set.of("23505", "40001", "40P01");

  private static final int BULK = 5_000;

  private final DataSource database;
  private final StoreObserver observer;
  private final List<InlineHandler> inline;
  private final InlineProjections projections;
  private final Runnable wake;
  private final EventQueries queries;

  public PostgresEventStore(DataSource database) {
    this(database, StoreObserver.none(), List.of(), () -> {});
  }

  private PostgresEventStore(
      DataSource database, StoreObserver observer, List<InlineHandler> inline, Runnable wake) {
    this.database = database;
    this.observer = observer;
    this.inline = List.copyOf(inline);
    this.projections = new InlineProjections(inline);
    this.wake = wake;
    this.queries = new EventQueries(database, observer);
  }

  /// This store, which tells the observer what it does.
  public PostgresEventStore observedBy(StoreObserver other) {
    return new PostgresEventStore(database, other, inline, wake);
  }

  /// This store, which hands new events to one more handler in the transaction of each append.
  /// Every writer of the database must do so; one that does not keep an inline projection is
  /// refused with [InlineProjectionsDiffer].
  public PostgresEventStore handlingInline(InlineHandler handler) {
    List<InlineHandler> more = new ArrayList<>(inline);
    more.add(handler);
    return new PostgresEventStore(database, observer, more, wake);
  }

  /// This store, which calls this after each commit of its own. Who appends in a transaction of
  /// theirs calls it themselves.
  public PostgresEventStore waking(Runnable other) {
    return new PostgresEventStore(database, observer, inline, other);
  }

  @Override
  public List<Appended> append(List<StreamAppend> appends) {
    if (appends.isEmpty()) {
      return List.of();
    }
    AppendPlan plan = AppendPlan.of(appends);
    List<Appended> appended = observed(() -> again(() -> inOneTransaction(plan)));
    if (appended.stream().anyMatch(Appended::fresh)) {
      wake.run();
    }
    return appended;
  }

  @Override
  public List<Appended> append(List<StreamAppend> appends, Connection transaction) {
    return append(appends, transaction, BatchAppend.Mode.LOCKING);
  }

  @Override
  public List<Appended> appendNew(List<StreamAppend> appends, Connection transaction) {
    return append(appends, transaction, BatchAppend.Mode.TRUSTING);
  }

  private List<Appended> append(
      List<StreamAppend> appends, Connection transaction, BatchAppend.Mode mode) {
    return appends.isEmpty()
        ? List.of()
        : observed(() -> append(AppendPlan.of(appends), belongsToCaller(transaction), mode));
  }

  @Override
  public long appendAll(Iterator<StreamAppend> appends) {
    long fresh =
        refusing(() -> Transactions.in(database, transaction -> bulk(appends, transaction)));
    wake.run();
    return fresh;
  }

  @Override
  public long appendAll(Iterator<StreamAppend> appends, Connection transaction) {
    return refusing(() -> bulk(appends, belongsToCaller(transaction)));
  }

  @Override
  public List<RecordedEvent> read(StreamQuery query) {
    return queries.read(query);
  }

  @Override
  public EventPage readAll(long after, EventFilter filter, int limit) {
    return queries.readAll(after, filter, limit);
  }

  /// The same, on a connection that the caller has already, so that nobody who holds one waits for
  /// a second.
  ///
  /// @param connection whose statements each see what is committed by then: read committed
  public EventPage readAll(long after, EventFilter filter, int limit, Connection connection) {
    return queries.readAll(after, filter, limit, connection);
  }

  @Override
  public List<StreamHead> streams(String after, String prefix, int limit) {
    return queries.streams(after, prefix, limit);
  }

  @Override
  public long readablePosition() {
    return queries.readablePosition();
  }

  /// Events after a position that are committed, also those beyond an append in flight: a reader
  /// that goes on from the last of them may miss that append. For those who know what is in flight.
  public List<RecordedEvent> readCommitted(
      long after, EventFilter filter, int limit, Connection connection) {
    return queries.readCommitted(after, filter, limit, connection);
  }

  private List<Appended> inOneTransaction(AppendPlan plan) throws SQLException {
    try (Connection connection = database.getConnection()) {
      projections.check(connection);
      // A single statement is a transaction of its own, which saves two round trips.
      return plan.entries().size() == 1 && inline.isEmpty() && connection.getAutoCommit()
          ? List.of(SingleAppend.executeAlone(plan, connection))
          : Transactions.in(
              connection, transaction -> append(plan, transaction, BatchAppend.Mode.LOCKING));
    }
  }

  private List<Appended> append(AppendPlan plan, Connection transaction, BatchAppend.Mode mode)
      throws SQLException {
    projections.check(transaction);
    List<Appended> appended =
        plan.entries().size() == 1
            ? List.of(SingleAppend.execute(plan, transaction))
            : BatchAppend.execute(plan, transaction, mode);
    if (!inline.isEmpty()) {
      List<RecordedEvent> fresh = recorded(plan, appended);
      for (InlineHandler handler : fresh.isEmpty() ? List.<InlineHandler>of() : inline) {
        handler.handle(fresh, transaction);
      }
    }
    return appended;
  }

  private static List<RecordedEvent> recorded(AppendPlan plan, List<Appended> appended) {
    List<RecordedEvent> fresh = new ArrayList<>();
    // The answer has the plan's order.
    for (int i = 0; i < appended.size(); i++) {
      if (appended.get(i).fresh()) {
        fresh.add(RecordedEvent.of(plan.entries().get(i).event(), appended.get(i)));
      }
    }
    return fresh;
  }

  private long bulk(Iterator<StreamAppend> appends, Connection transaction) throws SQLException {
    long fresh = 0;
    List<StreamAppend> chunk = new ArrayList<>();
    int events = 0;
    while (appends.hasNext()) {
      StreamAppend append = appends.next();
      chunk.add(append);
      events += append.events().size();
      if (events >= BULK || !appends.hasNext()) {
        // Without locks, which a transaction of any length would gather without end.
        AppendPlan plan = AppendPlan.of(chunk);
        fresh +=
            observed(() -> append(plan, transaction, BatchAppend.Mode.UNLOCKED)).stream()
                .filter(Appended::fresh)
                .count();
        chunk.clear();
        events = 0;
      }
    }
    return fresh;
  }

  /// Until no rival that has not committed yet stands in the way.
  private static <T> T again(SqlCall<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.call();
      } catch (SQLException e) {
        if (attempt == TRIES || !isCollision(e)) {
          throw e;
        }
      }
    }
  }

  static boolean isCollision(SQLException e) {
    return COLLISIONS.contains(String.valueOf(e.getSQLState()));
  }

  private List<Appended> observed(SqlCall<List<Appended>> work) {
    long start = System.nanoTime();
    List<Appended> appended = refusing(work);
    observer.appended(
        appended.size(),
        (int) appended.stream().filter(Appended::fresh).count(),
        Duration.ofNanos(System.nanoTime() - start));
    return appended;
  }

  private <T> T refusing(SqlCall<T> work) {
    try {
      return work.call();
    } catch (VersionConflict e) {
      observer.refused("conflict");
      throw e;
    } catch (EventIdReused e) {
      observer.refused("reused");
      throw e;
    } catch (SQLException e) {
      observer.refused("failed");
      throw StoreProblem.of("append", e);
    }
  }

  private static Connection belongsToCaller(Connection transaction) throws SQLException {
    if (transaction.getAutoCommit()) {
      throw new IllegalArgumentException(
          "The connection commits by itself. Switch auto-commit off, so that the append is"
              + " part of a transaction");
    }
    return transaction;
  }
}
