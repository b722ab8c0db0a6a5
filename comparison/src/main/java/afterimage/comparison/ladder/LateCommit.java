package afterimage.comparison.ladder;

import afterimage.postgres.ServerProblem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A transaction whose commit takes long, as one with a slow disk or a slow client does: all its
/// rows are written, and nobody sees them yet. What it waits for is a lock that is held here.
final class LateCommit implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int KEY = 20_261;

  private final Connection holder;
  private @Nullable CompletableFuture<Void> transaction;

  private LateCommit(Connection holder) {
    this.holder = holder;
  }

  /// @param on which writes, such as `AFTER UPDATE ON carts`
  /// @param when which rows of them
  static LateCommit of(DataSource database, String on, String when) throws SQLException {
    Connection holder = database.getConnection();
    try (Statement statement = holder.createStatement()) {
      statement.execute(
          """
          CREATE FUNCTION public.late_commit() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_advisory_xact_lock_shared(%d); RETURN NULL; END $$;
          CREATE CONSTRAINT TRIGGER late_commit %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
            WHEN (%s) EXECUTE FUNCTION public.late_commit();
          SELECT pg_advisory_lock(%1$d);
          """
              .formatted(KEY, on, when));
      return new LateCommit(holder);
    } catch (SQLException e) {
      holder.close();
      throw e;
    }
  }

  /// Comes back when all is written but the commit.
  void begin(Runnable write) throws SQLException, InterruptedException {
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(write, task -> Thread.ofPlatform().daemon().start(task));
    transaction = running;
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!isWaiting()) {
      if (running.isDone() || System.nanoTime() > until) {
        throw new ServerProblem("The commit that was to come late did not wait");
      }
      Thread.sleep(5);
    }
  }

  private boolean isWaiting() throws SQLException {
    try (Statement statement = holder.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT count(*) FROM pg_locks
                WHERE locktype = 'advisory' AND NOT granted AND objid = %d
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """
                    .formatted(KEY))) {
      row.next();
      return row.getInt(1) > 0;
    }
  }

  /// Lets it come, and comes back when it has.
  void commit() throws SQLException, InterruptedException {
    try (Statement statement = holder.createStatement()) {
      statement.execute("SELECT pg_advisory_unlock_all()");
    }
    if (transaction != null) {
      try {
        transaction.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new ServerProblem("The commit that came late failed: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    try (holder;
        Statement statement = holder.createStatement()) {
      // A pool keeps the session.
      statement.execute("SELECT pg_advisory_unlock_all()");
    }
  }
}
