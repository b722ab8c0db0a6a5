package afterimage.torture.load;

import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// Writers that go on until they are stopped, each with random transactions of its own.
public final class Writers implements AutoCloseable {

  /// So many are in each other's way most of the time.
  private static final int CROWD = 100;

  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong committed = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile boolean stopped;

  private Writers() {}

  /// @param largeEvery how many transactions come between two large ones of a writer; 0: none
  /// @param pause milliseconds between two transactions of a writer
  public static Writers start(
      Database source, RandomTables tables, long seed, int count, int largeEvery, int pause) {
    Writers writers = new Writers();
    for (int i = 0; i < count; i++) {
      Random random = new Random(seed * 31 + i);
      int number = i;
      writers.threads.add(
          Thread.ofPlatform()
              .name("writer " + i)
              .start(
                  () ->
                      writers.write(
                          source,
                          tables,
                          random,
                          number == 0 ? largeEvery : 0,
                          pause,
                          count >= CROWD)));
    }
    return writers;
  }

  private void write(
      Database source,
      RandomTables tables,
      Random random,
      int largeEvery,
      int pause,
      boolean crowd) {
    RandomTransactions transactions = new RandomTransactions(tables, random);
    while (!stopped) {
      try (Connection connection = source.connect()) {
        if (crowd) {
          waitBriefly(connection);
        }
        for (int i = 1; !stopped; i++) {
          List<String> next =
              largeEvery > 0 && i % largeEvery == 0
                  ? transactions.large(6_000)
                  : transactions.next();
          if (Script.run(connection, next)) {
            committed.incrementAndGet();
          }
          Thread.sleep(pause);
        }
      } catch (SQLException | RuntimeException e) {
        // The server is killed now and then; what did not survive must not arrive either.
        failed.incrementAndGet();
        Thread.onSpinWait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// Less than the server waits before it looks for a deadlock: with so many in a queue for a table
  /// its search takes minutes, and nobody else is let go meanwhile.
  private static void waitBriefly(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '100ms'");
    }
  }

  public long committed() {
    return committed.get();
  }

  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
