package afterimage.comparison.drive;

import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Deed;
import afterimage.comparison.scenario.Workload;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.postgresql.replication.LogSequenceNumber;

/// Does each deed to the legacy app and then to the event-sourced one, one after the other, so that
/// each transaction of the source belongs to one deed.
public final class Driver {

  private final Shop legacy;
  private final Maintenance maintenance;
  private final Shop eventSourced;
  private final Supplier<LogSequenceNumber> sourceLog;

  /// @param maintenance of the legacy app's database
  /// @param sourceLog where the log of the legacy app's database stands
  public Driver(
      Shop legacy,
      Maintenance maintenance,
      Shop eventSourced,
      Supplier<LogSequenceNumber> sourceLog) {
    this.legacy = legacy;
    this.maintenance = maintenance;
    this.eventSourced = eventSourced;
    this.sourceLog = sourceLog;
  }

  public Journal play(Workload workload) {
    return play(workload, _ -> {});
  }

  /// @param after is told of each entry before the next deed is done
  public Journal play(Workload workload, Consumer<Journal.Entry> after) {
    List<Journal.Entry> entries = new ArrayList<>(workload.deeds().size());
    for (Deed deed : workload.deeds()) {
      Answer first = toLegacy(deed);
      LogSequenceNumber until = sourceLog.get();
      Answer second = eventSourced.send(deed.command(), deed.sender());
      Journal.Entry entry = new Journal.Entry(entries.size() + 1, deed, first, second, until);
      entries.add(entry);
      after.accept(entry);
    }
    return new Journal(entries);
  }

  /// Nobody answers a script, so what it left is looked at.
  private Answer toLegacy(Deed deed) {
    return switch (deed) {
      case Deed.Asked(var command, var sender) -> legacy.send(command, sender);
      case Deed.Behind(_, var sql, var meant, _) -> {
        maintenance.run(sql);
        yield left(meant, legacy.state(meant.stream()));
      }
    };
  }

  private static Answer left(Command meant, Answer state) {
    return meant instanceof Command.AbandonCart && state.status() == 404
        ? new Answer(204, JsonNodeFactory.instance.objectNode())
        : state;
  }
}
