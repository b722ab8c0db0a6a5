package afterimage.cli.capture;

import afterimage.capture.Capture;
import afterimage.capture.CaptureStopped;
import afterimage.capture.Pipeline;
import afterimage.capture.Pulse;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.cli.BadConfiguration;
import afterimage.cli.Verbose;
import afterimage.cli.mapping.Source;
import afterimage.postgres.Database;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Captures a database into a store until it is stopped.
@Command(
    name = "capture",
    description =
        "Derives events from the changes of a database and stores them: first the rows that are there,"
            + " then every change, until stopped. Starts again by itself after faults. Ctrl-C leaves"
            + " the slot, so that the next start goes on from there.",
    mixinStandardHelpOptions = true)
public final class CaptureCommand implements Callable<Integer>, Verbose {

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "The mapping; may be given more than once.")
  private List<Path> mappings = List.of();

  @Mixin private Source source = new Source();

  @Mixin private CaptureStore store = new CaptureStore();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "Of the pipeline, its slot and its publication: a-z, 0-9 and _ (default: ${DEFAULT-VALUE}).")
  private String name = "afterimage";

  @Option(names = "--until", paramLabel = "now", description = "Ends when it has caught up.")
  private @Nullable String until;

  @Option(
      names = "--new-baseline",
      description =
          "Begins a new generation from the rows as they are; the events so far stay. What happened"
              + " between is not known.")
  private boolean newBaseline;

  @Option(
      names = "--release-parked",
      description = "Tries transactions again that could not be translated or stored.")
  private boolean release;

  @Option(
      names = "--keep-changes",
      description =
          "Stores the row changes beside their events, so that afterimage explain can say how an event"
              + " came to be. They take more room than the events.")
  private boolean keepChanges;

  @Option(names = "--forget", description = "Removes slot and publication; the events stay.")
  private boolean forget;

  @Option(names = "--dry-run", description = "Says what would be made at the source.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Makes it without asking.")
  private boolean yes;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description =
          "Between two looks at slot and source; also how often a quiet database gives its slot"
              + " something to move over (default: ${DEFAULT-VALUE}).")
  private int interval = 10;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Metrics under /metrics and liveness under /health/live, on loopback.")
  private @Nullable Integer metricsPort;

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() throws InterruptedException {
    refuseNonsense();
    Database from = source.database();
    SourcePlan plan = new SourcePlan(name, from, err());
    if (dryRun && !forget) {
      plan.tell(mappings(Source.catalog(from)), Source.catalog(from));
      return 0;
    }
    Database to = store.database();
    if (!forget && !store.hasCaptured()) {
      // Before anything is made: they may be of another database.
      mappings(Source.catalog(from));
    }
    try (AgroalDataSource pool = to.pool(6)) {
      StoreSchema.migrate(pool);
      CaptureSchema.migrate(pool);
      EventStoreSink sink = sink(pool);
      if (forget) {
        return plan.forget(sink, dryRun);
      }
      Catalog catalog = Source.catalog(from);
      if (sink.generations().last(name).isEmpty() || newBaseline) {
        plan.tell(mappings(catalog), catalog);
        if (!yes && !plan.confirmed()) {
          return 2;
        }
      }
      return capture(from, pool, sink);
    }
  }

  private EventStoreSink sink(AgroalDataSource pool) {
    PostgresEventStore events = new PostgresEventStore(pool);
    return keepChanges
        ? EventStoreSink.keepingChanges(pool, events)
        : new EventStoreSink(pool, events);
  }

  private int capture(Database from, AgroalDataSource pool, EventStoreSink sink)
      throws InterruptedException {
    Pulse pulse = new Pulse(Clock.systemUTC());
    Capture capture =
        new Capture(
            new Capture.Settings(
                name,
                from,
                this::mappings,
                newBaseline ? Pipeline.Begin.ANEW : Pipeline.Begin.WHERE_IT_IS,
                until != null,
                release,
                Duration.ofSeconds(interval),
                Duration.ofSeconds(Math.max(90, interval * 3))),
            pool,
            sink,
            pulse,
            Pipeline.Listener.NONE);
    CountDownLatch ended = new CountDownLatch(1);
    Thread onExit = new Thread(() -> end(capture, ended), "end capture");
    Runtime.getRuntime().addShutdownHook(onExit);
    try (MetricsPort _ = MetricsPort.open(metricsPort, name, pulse, err());
        ProgressLines _ = ProgressLines.of(pulse, quiet, err())) {
      capture.run();
      return 0;
    } catch (CaptureStopped e) {
      err().println("afterimage: " + e.getMessage());
      err().flush();
      return 1;
    } finally {
      ended.countDown();
      removed(onExit);
    }
  }

  /// Ctrl-C: what was begun is stored or left to the next start.
  private static void end(Capture capture, CountDownLatch ended) {
    capture.close();
    try {
      boolean _ = ended.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removed(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and that hook is what ended us.
      return;
    }
  }

  private List<Mapping> mappings(Catalog catalog) {
    return mappings.stream().map(file -> MappingReader.read(file, catalog)).toList();
  }

  private void refuseNonsense() {
    if (mappings.isEmpty() && !forget) {
      throw new BadConfiguration(
          "Which events shall be derived? Give a mapping with --mapping FILE");
    }
    if (until != null && !until.equals("now")) {
      throw new BadConfiguration("--until %s: expected now".formatted(until));
    }
    if (!name.matches("[a-z0-9_]{1,63}")) {
      throw new BadConfiguration(
          "--name %s: a slot's name has 1 to 63 of a-z, 0-9 and _".formatted(name));
    }
    if (interval < 1) {
      throw new BadConfiguration("--interval %d: expected a second or more".formatted(interval));
    }
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
