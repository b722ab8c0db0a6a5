package afterimage.comparison.drive;

import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Gives each command to the legacy app and then to the event-sourced one, one after the other, so
/// that each transaction of the source belongs to one command.
public final class Driver {

  private final ShopClient legacy;
  private final ShopClient eventSourced;
  private final Supplier<LogSequenceNumber> sourceLog;

  /// @param sourceLog where the log of the legacy app's database stands
  public Driver(ShopClient legacy, ShopClient eventSourced, Supplier<LogSequenceNumber> sourceLog) {
    this.legacy = legacy;
    this.eventSourced = eventSourced;
    this.sourceLog = sourceLog;
  }

  public Journal play(Scenario scenario) {
    List<Journal.Entry> entries = new ArrayList<>();
    for (Command command : scenario.commands()) {
      Sender sender = Sender.of(scenario.actor(), reason(command));
      Answer first = legacy.send(command, sender);
      LogSequenceNumber until = sourceLog.get();
      Answer second = eventSourced.send(command, sender);
      entries.add(new Journal.Entry(entries.size() + 1, sender, command, first, second, until));
    }
    return new Journal(entries);
  }

  private static @Nullable String reason(Command command) {
    return command instanceof Command.RemoveItem remove ? remove.reason() : null;
  }
}
