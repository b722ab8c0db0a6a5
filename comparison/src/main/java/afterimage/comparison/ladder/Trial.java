package afterimage.comparison.ladder;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.postgres.Database;
import afterimage.store.EventStore;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.util.List;
import java.util.UUID;

/// A rung with databases of its own, to try something on that happens in no workload. Closing it
/// leaves nothing.
///
/// @param tables what [#rows] are connections to; empty where the rung has no rows
/// @param stored connections to the database of the store
record Trial(
    RungWorld world,
    Setup setup,
    String name,
    Undo undo,
    Database tables,
    AgroalDataSource rows,
    AgroalDataSource stored)
    implements AutoCloseable {

  static Trial of(RungWorld world, Rung rung) {
    String name = "afterimage_trial_" + UUID.randomUUID().toString().substring(0, 8);
    Undo undo = new Undo(_ -> {});
    try {
      AgroalDataSource stored = LegacyRun.pool(LegacyRun.create(world, name, undo), 4, undo);
      Database tables = LegacyRun.create(world, name + "_rows", undo);
      AgroalDataSource rows = LegacyRun.pool(tables, 3, undo);
      return new Trial(world, Setup.of(rung), name, undo, tables, rows, stored);
    } catch (RuntimeException | Error e) {
      undo.close();
      throw e;
    }
  }

  /// What the rung has seen, once it has.
  interface Watching {
    void caughtUp() throws InterruptedException;
  }

  /// From here on the rung sees what is written to the tables, which are there.
  Watching watch() {
    Catalog catalog = setup.prepare(tables);
    List<Mapping> mappings = setup.mappings(world.mappings(), catalog);
    StoreSchema.migrate(stored);
    if (setup.rung() == Rung.POLL) {
      return new Poller(name, rows, mappings, Poller.appending(store()), new Tally())::poll;
    }
    CaptureSchema.migrate(stored);
    Capturing capturing =
        Capturing.begin(
            name,
            tables,
            catalog,
            mappings,
            EventStoreSink.keepingChanges(stored, store()),
            new Tally());
    undo.add("remove slot and publication " + name, capturing::close);
    return capturing::awaitCaughtUp;
  }

  EventStore store() {
    return new PostgresEventStore(stored);
  }

  @Override
  public void close() {
    undo.close();
  }
}
