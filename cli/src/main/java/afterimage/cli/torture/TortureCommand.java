package afterimage.cli.torture;

import afterimage.cli.BadConfiguration;
import afterimage.cli.Given;
import afterimage.cli.Verbose;
import afterimage.postgres.PostgresServer;
import afterimage.torture.Torture;
import afterimage.torture.TortureResult;
import afterimage.torture.TortureSettings;
import afterimage.torture.TortureSettings.Kind;
import afterimage.torture.fault.Moment;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Breaks a pipeline of our own, and says whether anything was lost.
@Command(
    name = "torture",
    description =
        "Kills, cuts off and floods a pipeline of its own while random rows are written, and asks"
            + " after each round whether every transaction arrived once, whole and in order, and"
            + " whether the events give the rows. Exits with 0 if so, with 1 if not.",
    mixinStandardHelpOptions = true)
public final class TortureCommand implements Callable<Integer>, Verbose {

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "At least so many faults (default: ${DEFAULT-VALUE}).")
  private int kills = 25;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "At least so long: 90s, 5m, 2h (default: as long as the faults take).")
  private String time = "0s";

  @Option(
      names = "--seed",
      description = "Of the tables, the rows and the faults (default: random).")
  private @Nullable Long seed;

  @Option(
      names = "--only",
      split = ",",
      description = "Only these faults: ${COMPLETION-CANDIDATES} (default: kill).")
  private @Nullable Set<Kind> only;

  @Option(
      names = "--writers",
      paramLabel = "N",
      description = "How many write at once (default: ${DEFAULT-VALUE}).")
  private int writers = 6;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A server on which databases may be made and dropped. Default: an embedded PostgreSQL.")
  private @Nullable String url;

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
  public Integer call() throws Exception {
    if (kills < 1 || writers < 1) {
      throw new BadConfiguration("--kills and --writers are at least 1");
    }
    TortureSettings settings =
        new TortureSettings(
            kills,
            duration(time),
            seed == null ? new Random().nextLong() : seed,
            only == null || only.isEmpty() ? EnumSet.of(Kind.KILL) : only,
            List.of(Moment.values()),
            writers,
            victim());
    say("--seed " + settings.seed());
    try (PostgresServer server =
        url == null
            ? PostgresServer.embedded()
            : PostgresServer.at(Given.database(url).orElseThrow())) {
      say(server.describe());
      return print(Torture.run(server, settings, this::say));
    }
  }

  private int print(TortureResult result) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    boolean well = result.findings().isEmpty();
    out.printf(
        "%s after %d faults in %d s (--seed %d)%n",
        well ? "NOTHING LOST" : "BROKEN",
        result.faults(),
        result.took().toSeconds(),
        result.seed());
    result.counts().forEach((what, count) -> out.printf("  %5d %s%n", count, what));
    out.println("checked: " + result.checked());
    for (String oracle :
        List.of(
            "O1 every committed transaction arrives once, whole, in commit order",
            "O2 the events fold to the rows",
            "O3 nothing is there twice",
            "O4 no reader is given later what lies before where it is",
            "F3 nothing is acknowledged before it is stored")) {
      boolean broken =
          result.findings().stream().anyMatch(f -> f.startsWith(oracle.substring(0, 2)));
      out.printf("  %-6s %s%n", broken ? "BROKEN" : "holds", oracle);
    }
    result.findings().forEach(out::println);
    out.flush();
    return well ? 0 : 1;
  }

  static Duration duration(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (!lower.matches("[0-9]{1,7}[smh]")) {
      throw new BadConfiguration(
          "--for is %s. Expected a time such as 90s, 5m or 2h".formatted(text));
    }
    long number = Long.parseLong(lower.substring(0, lower.length() - 1));
    return switch (lower.charAt(lower.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /// This very program again, as one to be killed: it comes up fast rather than running fast.
  private static List<String> victim() {
    ProcessHandle.Info self = ProcessHandle.current().info();
    List<String> command = new ArrayList<>();
    command.add(self.command().orElseThrow());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> !argument.startsWith("-Xm"))
            .toList());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    String jar = System.getProperty("java.class.path", "");
    if (jar.endsWith(".jar") && !jar.contains(java.io.File.pathSeparator)) {
      command.addAll(List.of("-jar", jar));
    } else {
      command.addAll(List.of("-cp", jar, "afterimage.cli.Main"));
    }
    command.add("torture-victim");
    return command;
  }

  private void say(String line) {
    if (!quiet) {
      PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
      err.println(line);
      err.flush();
    }
  }
}
