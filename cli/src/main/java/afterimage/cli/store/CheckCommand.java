package afterimage.cli.store;

import afterimage.cli.BadConfiguration;
import afterimage.store.integrity.DigestProblem;
import afterimage.store.integrity.Finding;
import afterimage.store.integrity.StoreCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// Holds the store against its hashes, and against a digest.
@Command(
    name = "check",
    description =
        "Names the first event of each stream that was altered, removed or swapped; with a digest also"
            + " those that were cut off the end, streams that are gone, and hashes made anew. Exit 0 if"
            + " there is none, 1 if there is one.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Mixin private GivenStore store = new GivenStore();

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "A digest that `store head` wrote.")
  private @Nullable Path digest;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws SQLException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    DataSource database = store.open();
    StoreCheck.Report report =
        digest == null ? StoreCheck.check(database) : against(database, digest);
    for (Finding finding : report.findings()) {
      out.println(finding);
    }
    out.println(
        "%s: %,d events in %,d streams up to position %d, %s"
            .formatted(
                report.findings().isEmpty() ? "whole" : "NOT WHOLE",
                report.events(),
                report.streams(),
                report.position(),
                digest == null
                    ? "by their hashes; a tail that was cut off, a stream that is gone and hashes that"
                        + " were made anew show only --against a digest"
                    : "against " + digest));
    out.flush();
    return report.findings().isEmpty() ? 0 : 1;
  }

  private static StoreCheck.Report against(DataSource database, Path digest) throws SQLException {
    try (BufferedReader lines = Files.newBufferedReader(digest)) {
      return StoreCheck.check(database, lines);
    } catch (DigestProblem e) {
      throw new BadConfiguration(digest + ": " + e.getMessage(), e);
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new BadConfiguration(
          "--against %s: it cannot be read: %s. Name a digest that `store head` wrote"
              .formatted(digest, e),
          e);
    }
  }
}
