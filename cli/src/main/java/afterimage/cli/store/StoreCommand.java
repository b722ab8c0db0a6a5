package afterimage.cli.store;

import picocli.CommandLine.Command;

/// What can be asked of an event store as a whole.
@Command(
    name = "store",
    description = "Proves that nobody changed an event store behind its back.",
    mixinStandardHelpOptions = true,
    subcommands = {HeadCommand.class, CheckCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class StoreCommand {}
