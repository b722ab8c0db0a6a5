package afterimage.comparison.drive;

import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Deed;
import afterimage.comparison.scenario.Sender;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// What was done, by whom, and what was answered: the truth of a run.
public record Journal(List<Entry> entries) {

  public Journal {
    entries = List.copyOf(entries);
  }

  /// @param step from 1
  /// @param until where the source's log stood when the legacy app had answered, or the script
  ///     had run
  public record Entry(
      int step, Deed deed, Answer legacy, Answer eventSourced, LogSequenceNumber until) {

    public Command command() {
      return deed.command();
    }

    public Sender sender() {
      return deed.sender();
    }

    /// Both apps must say the same; if they do not, there is nothing to compare.
    public boolean agreed() {
      return legacy.agrees(eventSourced);
    }
  }

  /// The step whose deed made a transaction with this commit; the last step, if it came later.
  public int step(LogSequenceNumber commit) {
    int from = 0;
    int to = entries.size() - 1;
    while (from < to) {
      int middle = (from + to) / 2;
      if (commit.compareTo(entries.get(middle).until()) <= 0) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return entries.isEmpty() ? 0 : entries.get(from).step();
  }

  /// The step of the command with this id; empty if there was none.
  public OptionalInt step(@Nullable String commandId) {
    return entries.stream()
        .filter(entry -> entry.sender().commandId().equals(commandId))
        .mapToInt(Entry::step)
        .findFirst();
  }
}
