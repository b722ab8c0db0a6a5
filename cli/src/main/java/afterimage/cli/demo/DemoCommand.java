package afterimage.cli.demo;

import afterimage.cli.Given;
import afterimage.cli.Verbose;
import afterimage.cli.compare.ReportFiles;
import afterimage.cli.compare.ReportFormat;
import afterimage.cli.server.ShopServer;
import afterimage.comparison.report.HtmlReport;
import afterimage.comparison.report.JsonReport;
import afterimage.comparison.report.MarkdownReport;
import afterimage.comparison.report.Report;
import afterimage.comparison.report.TextReport;
import afterimage.comparison.report.ladder.LadderHtml;
import afterimage.comparison.report.ladder.LadderReport;
import afterimage.postgres.Database;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Plays the same shopping on both apps, then on every rung of the ladder, and tells what was lost.
@Command(
    name = "demo",
    description =
        "The same shopping on a state-oriented and on an event-sourced app, what Debezium captured of"
            + " the first, which events could be derived, and what was lost; then with a small shop"
            + " on all rungs from polling to event sourcing.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer>, Verbose {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A PostgreSQL server to use (jdbc:postgresql://… or postgresql://…) in databases that the"
              + " demo creates and drops. Default: PG* variables, or else an embedded one.")
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
      names = "--quick",
      description = "Without the ladder: cart 101 and the button on both apps, step by step.")
  private boolean quick;

  @Option(
      names = "--mappings",
      paramLabel = "DIR",
      description =
          "A folder with cart.yaml and button.yaml for the steps (default: the shipped ones).")
  private @Nullable Path mappings;

  @Option(
      names = "--serve",
      description = "Stay up with both apps, Swagger UI and the report, until Ctrl-C.")
  private boolean serve;

  @Option(
      names = "--host",
      description =
          "Where the apps listen (default: ${DEFAULT-VALUE}). Beyond this machine what changes things"
              + " needs the token in AFTERIMAGE_TOKEN, and without one they do not start.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      description = "Their port; 0 is any (default: 8080 with --serve, otherwise any).")
  private @Nullable Integer port;

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
    PrintWriter err = command().getErr();
    Optional<Database> server = Given.database(url);
    ReportFiles files = new ReportFiles(output);
    files.refuseUnwritable();
    ShopServer.token(host);
    int listen = port == null ? (serve ? 8080 : 0) : port;
    try (Demo demo = new Demo(err, quiet)) {
      Report steps = demo.play(server, host, listen, mappings(), reproduce());
      String html;
      boolean same = same(steps);
      if (quick) {
        tell(steps, files);
        html = HtmlReport.render(steps);
      } else {
        LadderReport report = demo.climb(steps, reproduce(), found -> tell(found, files));
        html = LadderHtml.render(report);
        same &= report.divergences().isEmpty();
      }
      if (serve) {
        demo.serve(html);
      }
      return same ? 0 : 1;
    }
  }

  private static boolean same(Report report) {
    return report.divergences().isEmpty()
        && report.streams().stream().allMatch(stream -> stream.now().agree());
  }

  private void tell(LadderReport report, ReportFiles files) {
    tell(format.of(report));
    files.write(report);
    said(files);
  }

  private void tell(Report report, ReportFiles files) {
    String html = HtmlReport.render(report);
    String markdown = MarkdownReport.render(report);
    String json = JsonReport.render(report);
    tell(
        switch (format) {
          case TEXT -> TextReport.render(report);
          case JSON -> json;
          case MD -> markdown;
          case HTML -> html;
        });
    files.write(html, markdown, json);
    said(files);
  }

  private void tell(String report) {
    command().getOut().print(report);
    command().getOut().flush();
  }

  private void said(ReportFiles files) {
    command().getErr().println(files.told());
    command().getErr().flush();
  }

  private Path mappings() {
    // The launcher says where the project is; beside the code, where it was built, otherwise.
    return mappings != null
        ? mappings
        : Path.of(System.getProperty("afterimage.home", "."), "mappings");
  }

  private String reproduce() {
    // Never the URL: it may hold a password.
    return "./afterimage demo" + (quick ? " --quick" : "") + (url == null ? "" : " --url …");
  }

  private picocli.CommandLine command() {
    return java.util.Objects.requireNonNull(spec).commandLine();
  }
}
