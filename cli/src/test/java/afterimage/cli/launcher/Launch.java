package afterimage.cli.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A launcher that was started, with its two outputs kept apart.
final class Launch {

  private final Process process;
  private final Path out;
  private final Path err;

  private Launch(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /// @param output where the outputs go: this name with `.out` and `.err`
  static Launch start(
      Path directory,
      Map<String, String> environment,
      Path output,
      Path launcher,
      String... arguments)
      throws IOException {
    Path out = output.resolveSibling(output.getFileName() + ".out");
    Path err = output.resolveSibling(output.getFileName() + ".err");
    List<String> command = new ArrayList<>(Interrupts.HEEDED);
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Launch(builder.start(), out, err);
  }

  long pid() {
    return process.pid();
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start().waitFor();
  }

  /// Waits for the end of the launcher, or of the JVM that it became.
  int exit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      destroy();
      throw new AssertionError("The launcher did not end within a minute");
    }
    return process.exitValue();
  }

  void destroy() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  List<String> out() throws IOException {
    return Files.readAllLines(out);
  }

  List<String> err() throws IOException {
    return Files.readAllLines(err);
  }

  /// What the command line got: the JVM's arguments after the jar, each in angle brackets.
  List<String> arguments() throws IOException {
    List<String> lines = out();
    return lines.subList(lines.indexOf("<-jar>") + 2, lines.size());
  }

  /// A process that was started in the background ignores interrupts, and so does all that it
  /// starts; a shell cannot undo that. So where `env` can, each launcher starts as if from a
  /// terminal.
  private static final class Interrupts {

    static final List<String> HEEDED = heeded();

    private static List<String> heeded() {
      List<String> prefix = List.of("env", "--default-signal=INT");
      List<String> probe = new ArrayList<>(prefix);
      probe.add("true");
      try {
        Process process =
            new ProcessBuilder(probe).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor() == 0 ? prefix : List.of();
      } catch (IOException e) {
        return List.of();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    }
  }
}
