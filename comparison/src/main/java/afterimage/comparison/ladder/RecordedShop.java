package afterimage.comparison.ladder;

import afterimage.comparison.drive.Answer;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.drive.Shop;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Sender;
import java.util.Iterator;

/// Gives the answers that the event-sourced app gave to the same deeds: it is played once, and the
/// rungs have the same workload.
final class RecordedShop implements Shop {

  private final Iterator<Journal.Entry> entries;

  RecordedShop(Journal journal) {
    this.entries = journal.entries().iterator();
  }

  /// @throws IllegalStateException if it is asked anything else than was asked then
  @Override
  public Answer send(Command command, Sender sender) {
    Journal.Entry entry = entries.next();
    if (!entry.command().equals(command)
        || !entry.sender().commandId().equals(sender.commandId())) {
      throw new IllegalStateException(
          "Step %d was %s as %s; now it is %s as %s"
              .formatted(
                  entry.step(),
                  entry.command().words(),
                  entry.sender().commandId(),
                  command.words(),
                  sender.commandId()));
    }
    return entry.eventSourced();
  }

  @Override
  public Answer state(String stream) {
    throw new UnsupportedOperationException("Only its answers to commands were recorded");
  }
}
