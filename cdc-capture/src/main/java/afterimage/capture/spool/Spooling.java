package afterimage.capture.spool;

import java.nio.file.Path;

/// How much of a transaction is held in memory, and where it goes beyond that.
///
/// @param folder where the files lie; they lose their names at once and go with the process
/// @param changes the most entries of one transaction in memory
/// @param bytes the most memory for their values, roughly
public record Spooling(Path folder, int changes, long bytes) {

  /// Of a heap of 256 MB this is a small part, also when a transaction is translated.
  private static final int CHANGES = 10_000;

  private static final long BYTES = 8L << 20;

  public Spooling {
    if (changes < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "A transaction needs some memory, not %d changes of %d bytes".formatted(changes, bytes));
    }
  }

  /// In the folder for temporary files (`java.io.tmpdir`).
  public static Spooling inTemporaryFolder() {
    return in(Path.of(System.getProperty("java.io.tmpdir")));
  }

  public static Spooling in(Path folder) {
    return new Spooling(folder, CHANGES, BYTES);
  }
}
