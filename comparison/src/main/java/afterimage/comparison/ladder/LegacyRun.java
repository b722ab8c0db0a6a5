package afterimage.comparison.ladder;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.EventType;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.comparison.drive.Driver;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.drive.Maintenance;
import afterimage.comparison.drive.Shop;
import afterimage.comparison.scenario.TrueEvents;
import afterimage.comparison.scenario.Workload;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import afterimage.store.EventStore;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.postgresql.replication.LogSequenceNumber;

/// One rung below event sourcing: the legacy app over tables of its own, what watches them, and the
/// store that the derived events go to.
final class LegacyRun {

  private final RungWorld world;
  private final Setup setup;
  private final String name;
  private final Undo undo;

  /// @param name of databases, slot and publication
  LegacyRun(RungWorld world, Setup setup, String name, Undo undo) {
    this.world = world;
    this.setup = setup;
    this.name = name;
    this.undo = undo;
  }

  /// @param eventSourced what the event-sourced app answered to the same workload
  RungResult.Ran play(Workload workload, Journal eventSourced) throws InterruptedException {
    Database tables = create(world, name + "_rows", undo);
    Database stored = create(world, name, undo);
    AgroalDataSource rows = pool(tables, 3, undo);
    Shop legacy = world.legacy(rows, setup.stating());
    Catalog catalog = setup.prepare(tables);
    Setup.TABLES.forEach(table -> leaveAlone(Maintenance.of(rows), table));
    List<Mapping> mappings = setup.mappings(world.mappings(), catalog);
    AgroalDataSource pool = pool(stored, 4, undo);
    StoreSchema.migrate(pool);
    CaptureSchema.migrate(pool);
    EventStore store = new PostgresEventStore(pool);
    EventStoreSink sink = EventStoreSink.keepingChanges(pool, store);
    Driver driver =
        new Driver(legacy, Maintenance.of(rows), new RecordedShop(eventSourced), () -> log(rows));
    Tally tally = new Tally();
    Journal journal =
        setup.rung() == Rung.POLL
            ? polled(
                driver,
                workload,
                new Poller(name, rows, mappings, polled -> sink.storeAsked(name, polled), tally))
            : captured(
                driver,
                workload,
                () -> Capturing.prepare(name, tables, catalog, mappings, sink, tally));
    return new RungResult.Ran(
        setup.rung(),
        journal,
        store,
        stored,
        tables,
        tally.accounting(),
        Ladder.labels(mappings),
        eventTypes(mappings),
        setup.rung() == Rung.POLL
            ? "SELECT by updated_at after every %d deeds".formatted(Ladder.DEEDS_BETWEEN_POLLS)
            : setup.how(mappings));
  }

  private static Journal polled(Driver driver, Workload workload, Poller poller) {
    Journal journal =
        driver.play(
            workload,
            entry -> {
              if (entry.step() % Ladder.DEEDS_BETWEEN_POLLS == 0) {
                poller.poll();
              }
            });
    poller.poll();
    return journal;
  }

  private interface Begin {
    Capturing capturing();
  }

  private Journal captured(Driver driver, Workload workload, Begin begin)
      throws InterruptedException {
    Capturing capturing = begin.capturing();
    Undo.Step step = undo.add("remove slot and publication " + name, capturing::close);
    try {
      Journal journal = driver.play(workload);
      // Not before: transactions of the store, in another database, keep the server from reusing
      // the
      // room of old rows, now here, now there, and with it change the order in which a statement
      // over several rows finds and logs them.
      capturing.start();
      capturing.awaitCaughtUp();
      return journal;
    } finally {
      undo.now(step);
    }
  }

  /// All that could come of them; what an outbox may hold is what is declared.
  private static Set<String> eventTypes(List<Mapping> mappings) {
    Set<String> types = new TreeSet<>();
    for (Mapping mapping : mappings) {
      mapping.events().stream().map(EventType::name).forEach(types::add);
      if (!mapping.outbox().isEmpty()) {
        types.addAll(TrueEvents.TYPES);
      }
    }
    return types;
  }

  /// A statement over several rows logs them in the order in which it finds them. Where the server
  /// cleans up or takes statistics, at moments of its own, that order is another, and a second run
  /// of a seed would not give the same figures.
  private static void leaveAlone(Maintenance database, String table) {
    database.run("ALTER TABLE public.%s SET (autovacuum_enabled = off)".formatted(table));
  }

  static Database create(RungWorld world, String name, Undo undo) {
    Database database = world.server().create(name);
    undo.add("drop the database " + name, () -> world.server().drop(name));
    return database;
  }

  static AgroalDataSource pool(Database database, int size, Undo undo) {
    // What is lost with the machine is played again; the log is the same, and read when it is
    // there.
    AgroalDataSource pool = database.withDefault("options", "-c synchronous_commit=off").pool(size);
    undo.add("close the connections to " + database.name(), pool::close);
    return pool;
  }

  private static LogSequenceNumber log(DataSource rows) {
    try (Connection connection = rows.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn()::text")) {
      row.next();
      return LogSequenceNumber.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw new ServerProblem("The log's position cannot be read: " + e.getMessage(), e);
    }
  }
}
