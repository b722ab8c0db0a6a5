package afterimage.store.projection;

import afterimage.postgres.Database;
import afterimage.store.EventFilter;
import afterimage.store.EventStore;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import afterimage.store.subscription.Wakeups;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Appends, projects and rebuilds without end, in a process of its own that is to be killed. Each
/// append is named on standard output once it was acknowledged, and each of its events says which
/// append it is part of and of how many events.
public final class StoreProcess {

  static final TypeCounts INLINE = new TypeCounts("counted_inline", 1, EventFilter.ALL);
  static final TypeCounts RUNNING = new TypeCounts("counted_behind", 1, EventFilter.ALL);

  private StoreProcess() {}

  /// @param args the database's URL and a seed
  public static void main(String[] args) throws Exception {
    try (var pool = Database.parse(args[0]).pool(20);
        var wakeups = Wakeups.over(pool);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      PostgresEventStore plain = new PostgresEventStore(pool).waking(wakeups::ring);
      Projections projections = new Projections(plain, pool, wakeups, StoreObserver.none());
      PostgresEventStore store = plain.handlingInline(projections.inline(INLINE));
      try (var _ = projections.continuous(RUNNING)) {
        System.out.println("READY");
        var _ = threads.submit(() -> rebuildForEver(projections));
        for (int writer = 0; writer < 3; writer++) {
          Random random = new Random(Long.parseLong(args[1]) + writer);
          var _ = threads.submit(() -> appendForEver(store, random));
        }
        Thread.currentThread().join();
      }
    }
  }

  private static void rebuildForEver(Projections projections) {
    try {
      while (true) {
        projections.rebuild(RUNNING, (_, _) -> {});
        projections.rebuild(INLINE, (_, _) -> {});
      }
    } catch (SQLException | RuntimeException e) {
      fail(e);
    }
  }

  private static void appendForEver(EventStore store, Random random) {
    try {
      while (true) {
        UUID name = UUID.randomUUID();
        switch (random.nextInt(8)) {
          case 0 -> store.appendAll(appends(name, 300, random).iterator());
          case 1, 2 -> store.append(appends(name, 1 + random.nextInt(10), random));
          default -> store.append(appends(name, 1, random));
        }
        System.out.println("ACK " + name);
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /// A defect, not a fault: the test finds it in what is said.
  private static void fail(Exception e) {
    System.out.println("FAILED " + e);
  }

  private static List<StreamAppend> appends(UUID name, int size, Random random) {
    List<StreamAppend> appends = new ArrayList<>();
    IntStream.range(0, size)
        .forEach(
            _ ->
                appends.add(
                    new StreamAppend(
                        // Imports of a stream each: without locks two of them may fail each other.
                        StreamId.of(size < 300 ? "shared-" + random.nextInt(5) : "import-" + name),
                        ExpectedVersion.ANY,
                        List.of(
                            NewEvent.of(
                                "T" + random.nextInt(3),
                                new Json("{\"append\": \"%s\", \"of\": %d}".formatted(name, size)),
                                Metadata.NONE)))));
    return appends;
  }
}
