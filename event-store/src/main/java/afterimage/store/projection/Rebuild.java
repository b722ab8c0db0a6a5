package afterimage.store.projection;

import afterimage.store.EventPage;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.SessionLock;
import afterimage.store.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/// Builds a projection anew beside the live one and swaps them. Each page is a transaction, which
/// also notes how far the building has come; so after a crash it goes on from there.
final class Rebuild {

  /// What its lock is for, before the projection's name.
  static final String LOCK = "rebuild ";

  private static final int PAGE = 5_000;
  private static final Executor READER = task -> Thread.ofVirtual().start(task);

  private final Projection projection;
  private final boolean inline;
  private final PostgresEventStore store;
  private final DataSource database;
  private final RebuildProgress progress;

  Rebuild(
      Projection projection,
      boolean inline,
      PostgresEventStore store,
      DataSource database,
      RebuildProgress progress) {
    this.projection = projection;
    this.inline = inline;
    this.store = store;
    this.database = database;
    this.progress = progress;
  }

  /// @return the position up to which the new tables had everything when they went live
  /// @throws ProjectionProblem if somebody else is rebuilding it
  long run() throws SQLException {
    return SessionLock.<Long, SQLException>tryHolding(
            database,
            LOCK + projection.name(),
            _ -> {
              build(begin());
              long end = swap();
              dropOld();
              return end;
            })
        .orElseThrow(
            () ->
                new ProjectionProblem(
                    "Projection %s is being rebuilt by somebody else. Wait for that, or end it"
                        .formatted(projection.name())));
  }

  /// Goes on with what the same version began, or begins.
  private long begin() throws SQLException {
    return transaction(
        connection -> {
          Stage.Row begun = Stage.NEXT.find(connection, projection.name());
          if (begun != null
              && begun.version() == projection.version()
              && begun.inline() == inline) {
            return begun.position();
          }
          Stage.NEXT.drop(connection, projection.name());
          Stage.NEXT.create(connection, projection, inline);
          return 0L;
        });
  }

  private void build(long from) throws SQLException {
    CompletableFuture<EventPage> next = read(from);
    while (true) {
      EventPage page = join(next);
      // The next page is read while this one is applied.
      next = page.last() ? next : read(page.end());
      transaction(
          connection -> {
            // What a crash takes with it is built again.
            Stage.execute(connection, "SET LOCAL synchronous_commit = off");
            apply(page.events(), connection);
            Stage.NEXT.move(connection, projection.name(), page.end());
            return page.end();
          });
      progress.at(page.end(), page.readable());
      if (page.last()) {
        return;
      }
    }
  }

  private CompletableFuture<EventPage> read(long after) {
    return CompletableFuture.supplyAsync(
        () -> store.readAll(after, projection.filter(), PAGE), READER);
  }

  private static EventPage join(CompletableFuture<EventPage> page) {
    try {
      return page.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void apply(List<RecordedEvent> events, Connection connection) throws SQLException {
    Stage.NEXT.apply(connection, projection, events);
  }

  private long swap() throws SQLException {
    String name = projection.name();
    return transaction(
        connection -> {
          // Keeps the one that runs behind from moving, or appends from applying inline.
          Stage.Row live = Stage.LIVE.lock(connection, name);
          InlineGate.close(connection, name);
          Stage.Row built = Stage.NEXT.lock(connection, name);
          if (built == null) {
            throw new ProjectionProblem(
                "Projection %s: what was built beside it has been removed. Rebuild it again"
                    .formatted(name));
          }
          long end =
              inline
                  ? catchUpCommitted(built.position(), connection)
                  : catchUp(built.position(), connection);
          Stage.execute(connection, "DROP SCHEMA IF EXISTS " + old() + " CASCADE");
          if (live != null) {
            Stage.execute(
                connection,
                "ALTER SCHEMA %s RENAME TO %s".formatted(Stage.LIVE.schema(name), old()));
          }
          Stage.execute(
              connection,
              "ALTER SCHEMA %s RENAME TO %s"
                  .formatted(Stage.NEXT.schema(name), Stage.LIVE.schema(name)));
          Stage.execute(
              connection,
              "DELETE FROM afterimage.projections WHERE name = '" + name + "' AND stage = 'live'");
          Stage.execute(
              connection,
              "UPDATE afterimage.projections SET stage = 'live', position = %d WHERE name = '%s'"
                  .formatted(end, name));
          return end;
        });
  }

  private long catchUp(long from, Connection connection) throws SQLException {
    long end = from;
    while (true) {
      EventPage page = store.readAll(end, projection.filter(), PAGE, connection);
      apply(page.events(), connection);
      end = page.end();
      if (page.last()) {
        return end;
      }
    }
  }

  /// Also what lies beyond an append in flight: that one is waiting at the gate, and will go into
  /// the new tables itself.
  private long catchUpCommitted(long from, Connection connection) throws SQLException {
    long end = catchUp(from, connection);
    long beyond = end;
    while (true) {
      List<RecordedEvent> events =
          store.readCommitted(beyond, projection.filter(), PAGE, connection);
      if (events.isEmpty()) {
        return end;
      }
      apply(events, connection);
      beyond = events.getLast().position();
    }
  }

  private void dropOld() throws SQLException {
    transaction(
        connection -> {
          Stage.execute(connection, "DROP SCHEMA IF EXISTS " + old() + " CASCADE");
          return 0L;
        });
  }

  private String old() {
    return "projection_" + projection.name() + "_old";
  }

  private long transaction(Transactions.Work<Long> work) throws SQLException {
    return Transactions.in(database, work);
  }
}
