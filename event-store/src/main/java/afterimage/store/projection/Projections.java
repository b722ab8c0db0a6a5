package afterimage.store.projection;

import afterimage.store.EventPage;
import afterimage.store.InlineHandler;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.Transactions;
import afterimage.store.subscription.Subscription;
import afterimage.store.subscription.Wakeups;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Keeps projections up to date, rebuilds them, reads them, and says how fresh they are.
///
/// A projection whose version is not that of the tables is rebuilt when it is started; until then
/// the old tables serve as they are.
public final class Projections {

  private static final int PAGE = 1_000;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final PostgresEventStore store;
  private final DataSource database;
  private final Wakeups wakeups;
  private final StoreObserver observer;

  /// @param database the store's
  public Projections(
      PostgresEventStore store, DataSource database, Wakeups wakeups, StoreObserver observer) {
    this.store = store;
    this.database = database;
    this.wakeups = wakeups;
    this.observer = observer;
  }

  /// Follows the events as they come, until it is closed. Of several processes that start the same
  /// one, each page of events is applied by one.
  public Subscription continuous(Projection projection) throws SQLException {
    prepare(projection, false);
    return Subscription.start(projection.name(), _ -> turn(projection), wakeups, observer);
  }

  /// Catches up every so often, until it is closed; at once for the first time.
  public ScheduledProjection scheduled(Projection projection, Duration every) throws SQLException {
    prepare(projection, false);
    return ScheduledProjection.start(projection.name(), every, () -> catchUp(projection), observer);
  }

  /// For [PostgresEventStore#handlingInline] of every process that appends: the tables are then
  /// part of each append's transaction. What is in the store already is built first.
  public InlineHandler inline(Projection projection) throws SQLException {
    prepare(projection, true);
    return new Inline(projection);
  }

  /// Applies everything that is readable now.
  public void catchUp(Projection projection) throws SQLException {
    Subscription.Turn turn;
    do {
      turn = turn(projection);
    } while (turn.reached() < turn.readable());
  }

  /// Builds the tables anew beside the live ones, which serve meanwhile, and swaps them. Killed, it
  /// goes on where it was when it is called again.
  ///
  /// @return the position up to which the new tables had everything when they went live
  /// @throws ProjectionProblem if there is none of this name, or somebody else is rebuilding it
  public long rebuild(Projection projection, RebuildProgress progress) throws SQLException {
    Stage.Row live = live(projection.name());
    if (live == null) {
      throw unknown(projection.name());
    }
    return new Rebuild(projection, live.inline(), store, database, progress).run();
  }

  /// Reads tables, named without a schema, and how fresh they are, from one snapshot.
  public <T> Fresh<T> read(String name, Transactions.Work<T> query) throws SQLException {
    Stage.checked(name);
    // Before the snapshot: an inline one has everything that could be read when it was taken.
    long readable = store.readablePosition();
    Fresh<T> read =
        Transactions.<@Nullable Fresh<T>>in(
            database,
            connection -> {
              Stage.execute(
                  connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
              List<ProjectionStatus> status = Statuses.read(connection, name, readable);
              return status.isEmpty()
                  ? null
                  : new Fresh<>(Stage.LIVE.within(connection, name, query), status.getFirst());
            });
    if (read == null) {
      throw unknown(name);
    }
    return read;
  }

  /// Waits until a projection has everything up to a position, such as the one that an append gave:
  /// so that who wrote reads what they wrote.
  ///
  /// @return whether it has; false if it took longer
  public boolean await(String name, long position, Duration longest)
      throws SQLException, InterruptedException {
    long until = System.nanoTime() + longest.toNanos();
    while (true) {
      Stage.Row row = live(name);
      if (row == null) {
        throw unknown(name);
      }
      if (row.inline() || row.position() >= position) {
        return true;
      }
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      Thread.sleep(Duration.ofNanos(Math.min(left, LOOK_AGAIN.toNanos())));
    }
  }

  /// All projections of this database, by name.
  public List<ProjectionStatus> status() throws SQLException {
    long readable = store.readablePosition();
    try (Connection connection = database.getConnection()) {
      return Statuses.read(connection, null, readable);
    }
  }

  /// Makes the tables of one that shall be kept behind, if there are none of this name; they are
  /// then empty. Whoever wants to read it before it was ever started has something to read.
  public void create(Projection projection) throws SQLException {
    created(projection, false);
  }

  private Stage.@Nullable Row created(Projection projection, boolean inline) throws SQLException {
    Stage.checked(projection.name());
    return Transactions.in(
        database,
        connection -> {
          // Of several processes one creates it.
          InlineGate.close(connection, projection.name());
          Stage.Row row = Stage.LIVE.lock(connection, projection.name());
          if (row == null && !inline) {
            Stage.LIVE.create(connection, projection, false);
            return Stage.LIVE.find(connection, projection.name());
          }
          return row;
        });
  }

  private void prepare(Projection projection, boolean inline) throws SQLException {
    Stage.Row live = created(projection, inline);
    if (live == null || live.version() != projection.version() || live.inline() != inline) {
      new Rebuild(projection, inline, store, database, (_, _) -> {}).run();
    }
  }

  private Subscription.Turn turn(Projection projection) throws SQLException {
    return Transactions.in(
        database,
        transaction -> {
          // The row lock keeps another process, and a swap, off until the commit.
          Stage.Row live = Stage.LIVE.lock(transaction, projection.name());
          if (live == null || live.version() != projection.version() || live.inline()) {
            throw new ProjectionProblem(
                "The tables of projection %s are %s, but this process has version %d. Start it again"
                    .formatted(
                        projection.name(),
                        live == null
                            ? "gone"
                            : live.inline() ? "kept inline" : "of version " + live.version(),
                        projection.version()));
          }
          EventPage page = store.readAll(live.position(), projection.filter(), PAGE, transaction);
          if (page.end() > live.position()) {
            Stage.LIVE.apply(transaction, projection, page.events());
            Stage.LIVE.move(transaction, projection.name(), page.end());
          }
          return new Subscription.Turn(page.events().size(), page.end(), page.readable());
        });
  }

  private Stage.@Nullable Row live(String name) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Stage.LIVE.find(connection, Stage.checked(name));
    }
  }

  private ProjectionProblem unknown(String name) throws SQLException {
    List<String> names = status().stream().map(ProjectionStatus::name).toList();
    return new ProjectionProblem(
        "There is no projection %s; there %s"
            .formatted(name, names.isEmpty() ? "are none yet" : "are " + String.join(", ", names)));
  }
}
