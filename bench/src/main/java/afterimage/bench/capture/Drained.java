package afterimage.bench.capture;

import java.time.Duration;

/// What a drain took. Beside other work the time tells of the machine; the processor's time of the
/// process, start of the JVM included, tells of the code.
record Drained(double seconds, double processorSeconds) {

  /// As a process tells it of itself.
  static Drained since(long startNanos) {
    Duration processor = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return new Drained((System.nanoTime() - startNanos) / 1e9, processor.toNanos() / 1e9);
  }

  static Drained parse(String line) {
    String[] numbers = line.split(" ");
    return new Drained(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
  }

  /// In words, for so many row changes.
  String describe(long rows) {
    return "%s (%.0f µs of processor a row)"
        .formatted(DrainMeasure.speed(rows, seconds), processorSeconds * 1e6 / rows);
  }

  @Override
  public String toString() {
    return seconds + " " + processorSeconds;
  }
}
