package afterimage.comparison.ladder;

import afterimage.comparison.drive.Answer;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.drive.Shop;
import afterimage.comparison.scenario.Deed;
import afterimage.comparison.scenario.TrueEvents;
import afterimage.comparison.scenario.Workload;
import afterimage.postgres.Database;
import afterimage.store.EventStore;
import afterimage.store.PostgresEventStore;
import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.replication.LogSequenceNumber;

/// The top of the ladder, and what all rungs below are answered alike with: the workload, played on
/// the event-sourced app.
///
/// @param journal with its own answers on both sides
record EventSourcedRun(Journal journal, Database database, EventStore store) {

  static EventSourcedRun play(RungWorld world, String name, Workload workload, Undo undo) {
    Database database = LegacyRun.create(world, name, undo);
    AgroalDataSource pool = LegacyRun.pool(database, 4, undo);
    Shop shop = world.eventSourced(pool);
    List<Journal.Entry> entries = new ArrayList<>(workload.deeds().size());
    for (Deed deed : workload.deeds()) {
      Answer answer = shop.send(deed.command(), deed.sender());
      entries.add(
          new Journal.Entry(
              entries.size() + 1, deed, answer, answer, LogSequenceNumber.INVALID_LSN));
    }
    return new EventSourcedRun(new Journal(entries), database, new PostgresEventStore(pool));
  }

  /// Of a legacy app that was played below, its answers are in the journal too: where the apps
  /// differ there is nothing to compare, on this rung either.
  RungResult.Ran result(List<RungResult> below) {
    Journal judged =
        below.stream()
            .filter(RungResult.Ran.class::isInstance)
            .map(RungResult.Ran.class::cast)
            .findFirst()
            .map(ran -> with(ran.journal()))
            .orElse(journal);
    return new RungResult.Ran(
        Rung.EVENTS,
        judged,
        store,
        database,
        null,
        Accounting.NONE,
        List.of(),
        TrueEvents.TYPES,
        "the event-sourced app's own store");
  }

  private Journal with(Journal legacy) {
    List<Journal.Entry> entries = new ArrayList<>(journal.entries().size());
    for (Journal.Entry own : journal.entries()) {
      entries.add(
          new Journal.Entry(
              own.step(),
              own.deed(),
              legacy.entries().get(own.step() - 1).legacy(),
              own.eventSourced(),
              own.until()));
    }
    return new Journal(entries);
  }
}
