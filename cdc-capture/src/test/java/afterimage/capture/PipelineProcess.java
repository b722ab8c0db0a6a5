package afterimage.capture;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.sink.EventStoreSink;
import afterimage.capture.translate.Translation;
import afterimage.postgres.Database;
import afterimage.store.PostgresEventStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A pipeline in a process of its own, to be killed. It says on standard output when it has come to
/// the moment that it is told to stop at, and then stands still there.
public final class PipelineProcess {

  private PipelineProcess() {}

  /// Starts one.
  ///
  /// @param moment to stand still at: `found 10`, `receiving`, `translating`, `stored`
  ///     or `storedLarge`
  /// @param heap such as `512m`
  static Process start(
      Database source,
      Database target,
      String pipeline,
      String moment,
      String mappings,
      String heap,
      Path temporary)
      throws IOException {
    return new ProcessBuilder(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-Xmx" + heap,
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.io.tmpdir=" + temporary,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            PipelineProcess.class.getName(),
            url(source),
            url(target),
            pipeline,
            moment,
            mappings)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String url(Database database) {
    return database.jdbcUrl() + "?user=" + database.user();
  }

  /// @param args source URL, store URL, pipeline, moment, mappings (`shipped` or `plain`)
  public static void main(String[] args) throws Exception {
    Database source = Database.parse(args[0]);
    Catalog catalog = Shops.catalog(source);
    try (var pool = Database.parse(args[1]).pool(4)) {
      Pipeline.open(
              args[2],
              source,
              catalog,
              args[4].equals("plain") ? Shops.plain(catalog) : Shops.mappings(catalog),
              new EventStoreSink(pool, new PostgresEventStore(pool)),
              new Pipeline.Listener() {
                private boolean past;

                @Override
                public void found(long rows, long expected) {
                  for (int percent : new int[] {10, 50, 90}) {
                    if (!past
                        && rows > 0
                        && rows * 100 >= expected * percent
                        && args[3].equals("found " + percent)) {
                      past = true;
                      stopAt("found " + percent, args[3]);
                    }
                  }
                }

                @Override
                public void receiving(long transaction, int changes) {
                  stopAt("receiving", args[3]);
                }

                @Override
                public void translating(long transaction, int changes) {
                  stopAt("translating", args[3]);
                }

                @Override
                public void storedLarge(LargeTransaction large) {
                  stopAt("storedLarge", args[3]);
                }

                @Override
                public void stored(Translation translation) {
                  if (!translation.events().isEmpty()) {
                    stopAt("stored", args[3]);
                  }
                }
              })
          .run();
    }
  }

  private static void stopAt(String moment, String wanted) {
    if (!moment.equals(wanted)) {
      return;
    }
    System.out.println("AT " + moment);
    System.out.flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
