package afterimage.torture.oracle;

import afterimage.store.EventStore;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/// O4, all the time: a reader that goes on from where it is, as every subscriber does, and to whom
/// nothing may be given later that lies before that.
final class Follower implements AutoCloseable {

  private static final int PAGE = 1_000;

  private static final int PAUSE = 20;

  private final EventStore store;
  private final DataSource database;
  private final Set<Long> seen = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile long position;
  private volatile boolean closed;

  private Follower(DataSource database) {
    this.database = database;
    this.store = new PostgresEventStore(database);
    this.thread = Thread.ofPlatform().daemon().name("follower").start(this::follow);
  }

  static Follower start(DataSource store) {
    return new Follower(store);
  }

  private void follow() {
    while (!closed) {
      try {
        List<RecordedEvent> page = store.readAll(position, PAGE);
        page.forEach(event -> seen.add(event.position()));
        if (page.isEmpty()) {
          Thread.sleep(PAUSE);
        } else {
          position = page.getLast().position();
        }
      } catch (RuntimeException e) {
        // The server is down for a moment, which is a part of the game.
        Thread.onSpinWait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// How many events it has read.
  long read() {
    return seen.size();
  }

  /// Up to where it has come there must be nothing that it has not read.
  Optional<String> finding() throws SQLException {
    long come = position;
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT position FROM afterimage.events WHERE position <= ? ORDER BY position")) {
      connection.setAutoCommit(false);
      query.setLong(1, come);
      query.setFetchSize(PAGE);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          if (!seen.contains(row.getLong(1))) {
            return Optional.of(
                "O4: a reader that is at position %d was never given %d"
                    .formatted(come, row.getLong(1)));
          }
        }
        return Optional.empty();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
