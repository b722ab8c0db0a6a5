package afterimage.cli.bench;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures one part at a time.
@Command(
    name = "bench",
    description = "Measures a part of Afterimage on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = TranslateBenchCommand.class)
public final class BenchCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Missing what to measure: translate");
  }
}
