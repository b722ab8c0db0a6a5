package afterimage.comparison.drive;

import afterimage.comparison.scenario.Command;
import java.util.List;
import org.postgresql.replication.LogSequenceNumber;

/// What was asked, by whom, and what was answered: the truth of a run.
public record Journal(List<Entry> entries) {

  public Journal {
    entries = List.copyOf(entries);
  }

  /// @param step from 1
  /// @param until where the source's log stood when the legacy app had answered
  public record Entry(
      int step,
      String actor,
      Command command,
      Answer legacy,
      Answer eventSourced,
      LogSequenceNumber until) {

    /// Both apps must say the same; if they do not, there is nothing to compare.
    public boolean agreed() {
      return legacy.status() == eventSourced.status()
          && (!legacy.accepted() || legacy.body().equals(eventSourced.body()));
    }
  }

  /// The step whose command made a transaction with this commit; the last step, if it came later.
  public int step(LogSequenceNumber commit) {
    return entries.stream()
        .filter(entry -> commit.compareTo(entry.until()) <= 0)
        .mapToInt(Entry::step)
        .findFirst()
        .orElse(entries.size());
  }
}
