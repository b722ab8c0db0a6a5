package afterimage.bench.store;

import afterimage.bench.Figure;
import afterimage.bench.Figure.Target;
import afterimage.bench.Rounds;
import afterimage.store.EventStore;
import afterimage.store.ExpectedVersion;
import afterimage.store.PostgresEventStore;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/// Appends against INSERT and COPY.
final class AppendMeasures {

  private static final int ROUNDS = 5;
  private static final int STREAM_LENGTH = 10;

  private final DataSource database;
  private final EventStore store;

  AppendMeasures(DataSource database) {
    this.database = database;
    this.store = new PostgresEventStore(database);
  }

  /// 1,000 events a commit, 5 a stream.
  Figure batched() throws Exception {
    int commits = 20;
    int events = commits * 1_000;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Rounds.Way ours =
          () -> {
            for (int i = 0; i < commits; i++) {
              store.append(batch());
            }
          };
      Rounds.Result insert =
          Rounds.of(
              ROUNDS,
              ours,
              () -> {
                for (int i = 0; i < commits; i++) {
                  PlainTable.insertAll(connection, batch());
                  connection.commit();
                }
              });
      Rounds.Result copy =
          Rounds.of(
              ROUNDS,
              ours,
              () -> {
                for (int i = 0; i < commits; i++) {
                  PlainTable.copyAll(connection, batch());
                  connection.commit();
                }
              });
      connection.setAutoCommit(true);
      boolean copyIsFaster = copy.ratio() < insert.ratio();
      Rounds.Result faster = copyIsFaster ? copy : insert;
      return new Figure(
          "append 1,000 events a commit, 5 a stream; against "
              + (copyIsFaster ? "COPY" : "multi-row INSERT"),
          speed(events, faster.ours()),
          speed(events, faster.baseline()),
          faster.ratio(),
          new Target.AtLeast(0.8));
    }
  }

  /// One event a commit, each writer with a connection of its own.
  Figure single(int writers) throws Exception {
    long each = 8_000 / writers;
    Rounds.Result result =
        Rounds.of(
            ROUNDS,
            () ->
                inParallel(
                    writers,
                    () -> {
                      String name = "one-" + UUID.randomUUID() + "-";
                      for (long i = 0; i < each; i++) {
                        store.append(
                            StreamId.of(name + i / STREAM_LENGTH),
                            ExpectedVersion.exactly(i % STREAM_LENGTH),
                            List.of(Events.next()));
                      }
                    }),
            () ->
                inParallel(
                    writers,
                    () -> {
                      String name = "one-" + UUID.randomUUID() + "-";
                      for (long i = 0; i < each; i++) {
                        try (Connection connection = database.getConnection()) {
                          PlainTable.insertOne(
                              connection,
                              name + i / STREAM_LENGTH,
                              i % STREAM_LENGTH + 1,
                              Events.next());
                        }
                      }
                    }));
    return new Figure(
        "append one event with its expected version, %d writer%s; against INSERT"
            .formatted(writers, writers == 1 ? "" : "s"),
        speed(each * writers, result.ours()),
        speed(each * writers, result.baseline()),
        result.ratio(),
        new Target.AtLeast(0.8));
  }

  private static List<StreamAppend> batch() {
    return Events.streams("batch-" + UUID.randomUUID() + "-", 200, 5);
  }

  private static void inParallel(int writers, Rounds.Way way) throws Exception {
    try (var threads = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        running.add(
            threads.submit(
                () -> {
                  way.run();
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  static String speed(long events, double seconds) {
    return "%,.0f/s".formatted(events / seconds);
  }
}
