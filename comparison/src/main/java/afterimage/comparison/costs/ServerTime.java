package afterimage.comparison.costs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The processor time of a database server on this machine: its first process, its children, and
/// those of them that have ended. As Linux tells it in `/proc`.
final class ServerTime {

  /// Of the kernel's clock that `/proc` counts by; the same on all machines that run Linux.
  private static final double TICKS_A_SECOND = 100;

  /// Of the fields after the name, in parentheses: see proc(5), `utime` is the 14th of all.
  private static final int UTIME = 11;

  private final long process;

  private ServerTime(long process) {
    this.process = process;
  }

  /// @param folder where the server keeps its data
  /// @throws IOException if that is not on this machine, or it is none that has `/proc`
  static ServerTime of(String folder) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(folder, "postmaster.pid"));
    ServerTime time = new ServerTime(Long.parseLong(lines.getFirst().strip()));
    if (time.seconds().isEmpty()) {
      throw new IOException("there is no /proc/%d/stat".formatted(time.process));
    }
    return time;
  }

  /// Since its start; empty if it cannot be read.
  OptionalDouble seconds() {
    try {
      long ticks = ticks(Path.of("/proc/" + process + "/stat"), 4);
      try (Stream<ProcessHandle> children = children()) {
        for (ProcessHandle child : children.toList()) {
          Path stat = Path.of("/proc/" + child.pid() + "/stat");
          ticks += Files.exists(stat) ? ticks(stat, 2) : 0;
        }
      }
      return OptionalDouble.of(ticks / TICKS_A_SECOND);
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  private Stream<ProcessHandle> children() {
    return ProcessHandle.of(process).stream().flatMap(ProcessHandle::children);
  }

  /// @param fields 2 for its own time, in programs and in the kernel; 4 with its ended children's
  private static long ticks(Path stat, int fields) throws IOException {
    String text = Files.readString(stat);
    String[] after = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = 0; i < fields; i++) {
      ticks += Long.parseLong(after[UTIME + i]);
    }
    return ticks;
  }
}
