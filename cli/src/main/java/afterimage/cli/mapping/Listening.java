package afterimage.cli.mapping;

import afterimage.capture.Preview;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.translate.Translation;
import afterimage.cli.Periods;
import afterimage.postgres.Database;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How long live changes are listened to, through a temporary slot that always goes.
public final class Listening {

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Periods.class,
      description = "Listens to live changes for so long: 90s, 5m, 1h.")
  private @Nullable Duration time;

  @Option(
      names = "--transactions",
      paramLabel = "N",
      description = "Stops listening after N transactions that touch the tables.")
  private @Nullable Integer transactions;

  /// Whether it was asked for.
  public boolean isAsked() {
    return time != null || transactions != null;
  }

  /// @param byDefault how long, if nothing else was said
  public void listen(
      Database database,
      Catalog catalog,
      List<Mapping> mappings,
      Duration byDefault,
      PrintWriter err,
      Consumer<Translation> taker) {
    Duration whole = time != null ? time : transactions != null ? Duration.ofDays(1) : byDefault;
    Preview preview = Preview.open(database, catalog, mappings);
    // Ctrl-C ends the process, but must not leave a slot, which would fill the disk.
    Thread cleanup = new Thread(preview::close);
    Runtime.getRuntime().addShutdownHook(cleanup);
    AtomicInteger count = new AtomicInteger();
    err.println(
        "Listening at %s for %s"
            .formatted(
                database.address(),
                transactions == null
                    ? "%d s; Ctrl-C ends it".formatted(whole.toSeconds())
                    : transactions + " transactions"));
    err.flush();
    try {
      preview.runFor(
          whole,
          translation -> {
            boolean isMore = transactions == null || count.get() < transactions;
            if (translation.readings().isEmpty() || !isMore) {
              return;
            }
            taker.accept(translation);
            if (transactions != null && count.incrementAndGet() >= transactions) {
              Thread.ofPlatform().start(preview::end);
            }
          });
    } finally {
      preview.close();
      Runtime.getRuntime().removeShutdownHook(cleanup);
    }
  }
}
