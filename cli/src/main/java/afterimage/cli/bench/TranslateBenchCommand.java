package afterimage.cli.bench;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.cli.Verbose;
import afterimage.legacy.LegacyShop;
import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import afterimage.postgres.ServerProblem;
import com.sun.management.ThreadMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How fast the translator is on one core, without source and sink: from change sets in memory to
/// events with their data as JSON, each change held against what its events restore.
@Command(
    name = "translate",
    description =
        "Translates a made-up life of many carts with cart.yaml on one thread, and reports row changes"
            + " per second and bytes allocated for each. The tables come from an embedded PostgreSQL.",
    mixinStandardHelpOptions = true)
public final class TranslateBenchCommand implements Callable<Integer>, Verbose {

  @Option(
      names = "--mappings",
      paramLabel = "DIR",
      description = "A folder with cart.yaml (default: the shipped one).")
  private @Nullable Path mappings;

  @Option(
      names = "--carts",
      paramLabel = "N",
      description = "How many carts a round has (default: ${DEFAULT-VALUE}).")
  private int carts = 20_000;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How many rounds are run; the fastest counts (default: ${DEFAULT-VALUE}).")
  private int rounds = 8;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path folder =
        mappings == null
            ? Path.of(System.getProperty("afterimage.home", "."), "mappings")
            : mappings;
    Mapping mapping = MappingReader.read(folder.resolve("cart.yaml"), catalog());
    List<ChangeSet> changeSets = CartLives.of(carts);
    long changes = changeSets.stream().mapToLong(c -> c.changes().size()).sum();
    out.printf(
        "%s, %d carts: %d change sets, %d row changes; one thread%n",
        mapping.label(), carts, changeSets.size(), changes);
    Translator translator = new Translator(List.of(mapping), "bench");
    Round best = null;
    for (int i = 1; i <= rounds; i++) {
      Round round = round(translator, changeSets, changes);
      out.printf("round %d: %s%n", i, round);
      out.flush();
      best = best == null || round.nanos < best.nanos ? round : best;
    }
    out.printf("best:    %s%n", best);
    out.flush();
    return 0;
  }

  private static Round round(Translator translator, List<ChangeSet> changeSets, long changes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    RowMemory rows = new RowMemory(KnownRows.NONE);
    long events = 0;
    long unexplained = 0;
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long start = threads.getCurrentThreadCpuTime();
    for (ChangeSet changeSet : changeSets) {
      Translation translation = translator.translate(changeSet, rows);
      rows.add(translation);
      events += translation.events().size();
      unexplained += translation.count(Reading.Unexplained.class);
    }
    long nanos = threads.getCurrentThreadCpuTime() - start;
    return new Round(
        nanos,
        threads.getCurrentThreadAllocatedBytes() - allocated,
        changes,
        changeSets.size(),
        events,
        unexplained);
  }

  /// @param nanos of processor time, so that a busy machine does not count
  /// @param allocated bytes, the remembered rows included
  private record Round(
      long nanos, long allocated, long changes, long changeSets, long events, long unexplained) {
    @Override
    public String toString() {
      return "%,d row changes/s, %,d change sets/s, %,d bytes per row change, %d events, %d unexplained"
          .formatted(
              changes * 1_000_000_000 / nanos,
              changeSets * 1_000_000_000 / nanos,
              allocated / changes,
              events,
              unexplained);
    }
  }

  private static Catalog catalog() {
    try (PostgresServer server = PostgresServer.embedded()) {
      Database database = server.create("afterimage_bench");
      LegacyShop.migrate(database.dataSource());
      try (Connection connection = database.connect();
          var statement = connection.createStatement()) {
        statement.execute("ALTER TABLE carts REPLICA IDENTITY FULL");
        statement.execute("ALTER TABLE cart_items REPLICA IDENTITY FULL");
        return Catalog.read(connection);
      } catch (SQLException e) {
        throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
      }
    }
  }
}
