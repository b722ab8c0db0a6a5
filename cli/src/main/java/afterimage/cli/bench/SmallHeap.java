package afterimage.cli.bench;

import java.io.IOException;
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
    List<String> command = SameProgram.with("-Xmx" + MEGABYTES + "m");
    command.addAll(SameProgram.arguments());
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
