package afterimage.cli.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// The measures claim to do with a heap of 256 MB; so they run in one.
final class SmallHeap {

  private static final long MEGABYTES = 256;

  private SmallHeap() {}

  static boolean isOurs() {
    return Runtime.getRuntime().maxMemory() >> 20 <= MEGABYTES;
  }

  /// Runs this very command line again in a small heap.
  ///
  /// @return its exit code
  static int runAgain() throws IOException, InterruptedException {
    ProcessHandle.Info self = ProcessHandle.current().info();
    List<String> command = new ArrayList<>();
    command.add(self.command().orElseThrow());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> !argument.startsWith("-Xm"))
            .toList());
    command.add("-Xmx" + MEGABYTES + "m");
    String[] arguments = self.arguments().orElseThrow();
    int main = 0;
    // The JVM's own options are those of above.
    while (arguments[main].startsWith("-") && !arguments[main].equals("-jar")) {
      main++;
    }
    command.addAll(List.of(arguments).subList(main, arguments.length));
    Process process = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end of the small heap"));
    return process.waitFor();
  }

  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
