package afterimage.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/// Reads the command line. The server starts only for the commands that need it.
@QuarkusMain
public final class Main {

  private Main() {}

  public static void main(String... args) {
    Logs.quiet();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new AfterimageCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures())
        .setUsageHelpAutoWidth(true);
  }
}
