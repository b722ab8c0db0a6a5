package afterimage.cli.bench;

import picocli.CommandLine.Command;

/// The measures, by what is measured.
@Command(
    name = "bench",
    description = "Measures speed, as ratios to baselines of the same run.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BenchStoreCommand.class,
      BenchProveCommand.class,
      TranslateBenchCommand.class,
      BenchCommandsCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand {}
