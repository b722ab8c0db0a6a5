package afterimage.cli.capture;

import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.status.Status;
import afterimage.capture.status.StatusReader;
import afterimage.cli.Given;
import afterimage.cli.Verbose;
import afterimage.postgres.Database;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How the pipelines of a store are doing.
@Command(
    name = "status",
    description =
        "How far capture is, what it could not explain, what is parked, what was lost; with --url also"
            + " how far it is behind, and what its slot keeps at the source. Exits with 1 if something"
            + " needs a person.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer>, Verbose {

  enum Format {
    TEXT,
    JSON
  }

  /// Long enough for a rate, short enough to wait for.
  private static final int SAMPLE_MILLIS = 1_000;

  @Mixin private CaptureStore store = new CaptureStore();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The database that is captured, to ask it how far it has gone on.")
  private @Nullable String url;

  @Option(names = "--watch", description = "Goes on until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--format",
      description = "What is printed: ${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.TEXT;

  @Option(names = "--verbose", description = "Stack traces of failures.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    Database database = store.captured();
    CaptureSchema.migrate(database.dataSource());
    StatusReader reader =
        new StatusReader(
            database.dataSource(), url == null ? null : Given.database(url).orElseThrow());
    List<Status> before = reader.read();
    long at = System.nanoTime();
    while (true) {
      Thread.sleep(watch ? 2L * SAMPLE_MILLIS : SAMPLE_MILLIS);
      List<Status> now = reader.read();
      long then = System.nanoTime();
      print(Rates.between(before, now, (then - at) / 1e9));
      if (!watch) {
        return now.stream().allMatch(StatusCommand::isWell) ? 0 : 1;
      }
      before = now;
      at = then;
    }
  }

  private static boolean isWell(Status status) {
    return status.parked().transactions() == 0
        && status.gaps().stream().allMatch(gap -> gap.bridgedBy() != null)
        && status.source().stream()
            .allMatch(
                source -> source.slot().isPresent() && source.slot().get().lostBecause() == null);
  }

  private void print(List<Rates> statuses) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    switch (format) {
      case TEXT -> statuses.forEach(status -> out.println(StatusText.of(status)));
      case JSON -> out.println(StatusJson.of(statuses));
    }
    out.flush();
  }
}
