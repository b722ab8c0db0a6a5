package afterimage.cli.store;

import afterimage.cli.BadConfiguration;
import afterimage.store.integrity.StoreDigest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes a digest.
@Command(
    name = "head",
    description =
        "Prints a digest of all streams, to be kept where those who can write to the store cannot."
            + " `store check --against` finds with it whatever was changed since.",
    mixinStandardHelpOptions = true)
final class HeadCommand implements Callable<Integer> {

  @Mixin private GivenStore store = new GivenStore();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the digest goes (default: standard output).")
  private @Nullable Path output;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws SQLException, IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    DataSource database = store.open();
    StoreDigest.Summary summary =
        output == null ? StoreDigest.write(database, out) : toFile(database, output);
    err.println(
        "%,d events in %,d streams up to position %d; SHA-256 of the digest %s"
            .formatted(summary.events(), summary.streams(), summary.position(), summary.root()));
    err.flush();
    return 0;
  }

  /// Whole or not at all.
  private static StoreDigest.Summary toFile(DataSource database, Path file)
      throws SQLException, IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path draft;
    try {
      draft = Files.createTempFile(folder, ".digest", "");
    } catch (IOException e) {
      throw new BadConfiguration(
          "--output %s: it cannot be written: %s. Name a file in a folder that can be written"
              .formatted(file, e),
          e);
    }
    try {
      StoreDigest.Summary summary;
      try (Writer writer = Files.newBufferedWriter(draft)) {
        summary = StoreDigest.write(database, writer);
      }
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      return summary;
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
