package afterimage.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// The command line within this process.
public final class Asking {

  private Asking() {}

  /// What was printed, and the exit code.
  public record Answer(String output, String errors, int exitCode) {}

  public static Answer of(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = line.execute(words);
    return new Answer(out.toString(), err.toString(), exitCode);
  }
}
