package afterimage.comparison.ladder;

import afterimage.comparison.drive.Journal;
import afterimage.postgres.Database;
import afterimage.store.EventStore;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What came of one rung.
public sealed interface RungResult {

  Rung rung();

  /// It was run. Store and databases are there until the ladder is closed.
  ///
  /// @param journal with the legacy app's answers of this run, and the event-sourced app's
  /// @param store the rung's own events: derived ones with their provenance, or those that the
  ///     event-sourced app decided
  /// @param stored the database of `store`; unexplained row changes are in it too, in
  ///     `afterimage_capture.unexplained`
  /// @param tables the database of the legacy app as the run left it; null for event sourcing
  /// @param mappings labels of what was read by, such as `cart version 1`; empty if none was
  /// @param eventTypes all that could come of it, whether they did or not
  /// @param how in words: what was captured with, and how it was set up
  record Ran(
      Rung rung,
      Journal journal,
      EventStore store,
      Database stored,
      @Nullable Database tables,
      Accounting accounting,
      List<String> mappings,
      Set<String> eventTypes,
      String how)
      implements RungResult {
    public Ran {
      mappings = List.copyOf(mappings);
      eventTypes = Set.copyOf(eventTypes);
    }
  }

  /// @param because where, what, expected and actual, remedy; one sentence
  record NotRun(Rung rung, String because) implements RungResult {}
}
