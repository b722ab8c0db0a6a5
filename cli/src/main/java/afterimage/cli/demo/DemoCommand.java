package afterimage.cli.demo;

import afterimage.cli.BadConfiguration;
import afterimage.cli.Given;
import afterimage.cli.Verbose;
import afterimage.cli.server.ShopServer;
import afterimage.comparison.report.HtmlReport;
import afterimage.comparison.report.JsonReport;
import afterimage.comparison.report.MarkdownReport;
import afterimage.comparison.report.Report;
import afterimage.comparison.report.TextReport;
import afterimage.postgres.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Plays the same shopping on both apps and tells what change data capture lost.
@Command(
    name = "demo",
    description =
        "The same shopping on a state-oriented and on an event-sourced app, what Debezium captured of"
            + " the first, which events could be derived, and what was lost.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer>, Verbose {

  /// How the result is printed.
  enum Format {
    TEXT,
    JSON,
    MD,
    HTML
  }

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
  private Format format = Format.TEXT;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where report.html, report.md and report.json go (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("afterimage-report");

  @Option(
      names = "--mappings",
      paramLabel = "DIR",
      description = "A folder with cart.yaml and button.yaml (default: the shipped ones).")
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
    PrintWriter out = command().getOut();
    Optional<Database> server = Given.database(url);
    refuseUnwritable(output);
    ShopServer.token(host);
    int listen = port == null ? (serve ? 8080 : 0) : port;
    try (Demo demo = new Demo(err, quiet)) {
      Report report = demo.play(server, host, listen, mappings(), reproduce());
      out.print(rendered(report));
      out.flush();
      write(report);
      err.println(
          "  report.html  report.md  report.json in " + output.toAbsolutePath().normalize());
      err.flush();
      if (serve) {
        demo.serve(HtmlReport.render(report));
      }
      boolean same =
          report.divergences().isEmpty()
              && report.streams().stream().allMatch(stream -> stream.now().agree());
      return same ? 0 : 1;
    }
  }

  /// Beforehand, so that nobody waits for a report that then cannot be written.
  private static void refuseUnwritable(Path folder) {
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new IOException("no right to write there");
      }
    } catch (IOException e) {
      throw new BadConfiguration(
          "--output %s: reports cannot be written there: %s. Name a folder that can be written"
              .formatted(folder, e),
          e);
    }
  }

  private Path mappings() {
    // The launcher says where the project is; beside the code, where it was built, otherwise.
    return mappings != null
        ? mappings
        : Path.of(System.getProperty("afterimage.home", "."), "mappings");
  }

  private String reproduce() {
    // Never the URL: it may hold a password.
    return "./afterimage demo" + (url == null ? "" : " --url …");
  }

  private String rendered(Report report) {
    return switch (format) {
      case TEXT -> TextReport.render(report);
      case JSON -> JsonReport.render(report);
      case MD -> MarkdownReport.render(report);
      case HTML -> HtmlReport.render(report);
    };
  }

  private void write(Report report) {
    try {
      Files.writeString(output.resolve("report.html"), HtmlReport.render(report));
      Files.writeString(output.resolve("report.md"), MarkdownReport.render(report));
      Files.writeString(output.resolve("report.json"), JsonReport.render(report));
    } catch (IOException e) {
      throw new UncheckedIOException("%s: %s".formatted(output, e.getMessage()), e);
    }
  }

  private picocli.CommandLine command() {
    return java.util.Objects.requireNonNull(spec).commandLine();
  }
}
