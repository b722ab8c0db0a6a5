package afterimage.bench.capture;

import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/// Transactions at an even pace, each a new item in a cart of its own, durable.
record Load(Database source, int perSecond, int seconds) {

  private static final int WRITERS = 4;

  /// @param first the number of the first cart
  /// @param committed is told the cart right after the commit's return; from several threads
  /// @return how many transactions a second there really were
  double run(long first, LongConsumer committed) throws Exception {
    long start = System.nanoTime();
    int transactions = perSecond * seconds;
    List<Callable<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int offset = writer;
      writers.add(
          () -> {
            write(first, start, offset, transactions, committed);
            return null;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (Future<Void> done : threads.invokeAll(writers)) {
        done.get();
      }
    }
    return transactions / ((System.nanoTime() - start) / 1e9);
  }

  private void write(long first, long start, int offset, int transactions, LongConsumer committed)
      throws Exception {
    try (Connection connection = source.connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO cart_items VALUES (?, 'tea-0001', 1, 3.50)")) {
      for (int i = offset; i < transactions; i += WRITERS) {
        long due = start + TimeUnit.SECONDS.toNanos(1) / perSecond * i;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        insert.setLong(1, first + i);
        insert.executeUpdate();
        committed.accept(first + i);
      }
    }
  }
}
