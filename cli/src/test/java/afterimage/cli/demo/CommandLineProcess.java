package afterimage.cli.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged command line in a process of its own, as a person starts it.
record CommandLineProcess(Process process, Path out, Path err) {

  static CommandLineProcess start(Path folder, Map<String, String> environment, String... args)
      throws IOException {
    Path home = Path.of(System.getProperty("afterimage.home"));
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-Dafterimage.home=" + home,
                "-jar",
                home.resolve("cli/target/quarkus-app/quarkus-run.jar").toString()));
    command.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().putAll(environment);
    return new CommandLineProcess(builder.start(), out, err);
  }

  static CommandLineProcess run(Path folder, String... args)
      throws IOException, InterruptedException {
    CommandLineProcess started = start(folder, Map.of(), args);
    started.exitCode();
    return started;
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("It did not end within two minutes");
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(out);
  }

  String errors() throws IOException {
    return Files.readString(err);
  }
}
