package afterimage.cli.compare;

import afterimage.cli.Given;
import afterimage.cli.Verbose;
import afterimage.comparison.report.ladder.LadderReport;
import afterimage.postgres.Database;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Does the same work on every rung of the ladder and tells what each lost.
@Command(
    name = "compare",
    description =
        "Does the same work on every rung of the ladder, from polling to event sourcing, each a real"
            + " run of its own, and tells what each lost against what happened. Exits with 1 if a"
            + " threshold is missed or the apps answer differently.",
    mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer>, Verbose {

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "shop, cart-101 or button (default: ${DEFAULT-VALUE}).")
  private String workload = "shop";

  @Option(
      names = "--commands",
      paramLabel = "N",
      description = "How many the shop gets, up to 100000 (default: 2000).")
  private @Nullable Integer commands;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same commands (default: 7).")
  private @Nullable Long seed;

  @Option(
      names = "--mix",
      paramLabel = "WHAT=WEIGHT",
      description = "What is done more or less often than usual, such as retries=10,scripts=0.")
  private @Nullable String mix;

  @Option(
      names = "--rungs",
      paramLabel = "RUNG",
      split = ",",
      description =
          "Some of poll, log, log+memory, log+before, log+tx, log+intent, outbox, events (default:"
              + " all).")
  private List<String> rungs = List.of();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A PostgreSQL server to use (jdbc:postgresql://… or postgresql://…) in databases that are"
              + " created and dropped. Default: PG* variables, or else an embedded one.")
  private @Nullable String url;

  @Option(
      names = "--format",
      description = "What is printed: ${COMPLETION-CANDIDATES} (default: text).")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where report.html, report.md and report.json go (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("afterimage-report");

  @Option(
      names = "--fail-under",
      paramLabel = "FIGURE=SHARE",
      description =
          "What must be reached on every rung, or on one: recall=0.9,log+tx:audit=0.8. Figures:"
              + " recall, precision, attributes, order, boundaries, time, actor, reason, audit.")
  private @Nullable String failUnder;

  @Option(
      names = "--no-costs",
      description =
          "Leaves out the runs of their own: what each rung costs, what it has when begun late, and"
              + " what a renamed column does to it.")
  private boolean noCosts;

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
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    PrintWriter err = command.getErr();
    Thresholds thresholds = Thresholds.parse(failUnder);
    Request request = Request.of(workload, commands, seed, mix, rungs, !noCosts, url != null);
    Optional<Database> server = Given.database(url);
    ReportFiles files = new ReportFiles(output);
    files.refuseUnwritable();
    LadderReport report =
        Comparison.run(
            server,
            request,
            new Comparison.Told() {
              @Override
              public void progress(String line) {
                if (!quiet) {
                  err.println(line);
                  err.flush();
                }
              }

              @Override
              public void report(LadderReport report) {
                command.getOut().print(format.of(report));
                command.getOut().flush();
                files.write(report);
                err.println(files.told());
                err.flush();
              }
            },
            err);
    List<String> missed = thresholds.missed(report);
    missed.forEach(line -> err.println("Missed: " + line));
    err.flush();
    return missed.isEmpty() && report.divergences().isEmpty() && report.complete() ? 0 : 1;
  }
}
