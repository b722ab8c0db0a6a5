package afterimage.comparison.costs;

import afterimage.capture.mapping.Mapping;
import afterimage.capture.sink.CaptureSchema;
import afterimage.capture.sink.EventStoreSink;
import afterimage.comparison.drive.Maintenance;
import afterimage.comparison.drive.Shop;
import afterimage.comparison.ladder.Capturing;
import afterimage.comparison.ladder.Poller;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungWorld;
import afterimage.comparison.ladder.Setup;
import afterimage.comparison.ladder.Undo;
import afterimage.comparison.scenario.Deed;
import afterimage.comparison.scenario.Workload;
import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One rung, or the bare app, with what watches it, over a fresh database.
final class CostRun {

  private final PostgresServer server;
  private final RungWorld world;
  private final Path home;
  private final @Nullable Rung rung;
  private final String name;
  private final Undo undo;
  private final Delays delays = new Delays(InstantSource.system());
  private final List<String> notMeasured = new ArrayList<>();

  /// What watches the app, and ends once it has caught up.
  private interface Watching {
    void end() throws InterruptedException;
  }

  /// @param rung null for the bare app
  CostRun(
      PostgresServer server,
      RungWorld world,
      Path home,
      @Nullable Rung rung,
      String name,
      Undo undo) {
    this.server = server;
    this.world = world;
    this.home = home;
    this.rung = rung;
    this.name = name;
    this.undo = undo;
  }

  RungCosts measure(Workload workload) throws InterruptedException {
    Database app = create(name + "_app");
    AgroalDataSource pool = pool(app, 3);
    boolean isEvents = rung == Rung.EVENTS;
    Shop shop =
        isEvents
            ? world.eventSourced(pool)
            : world.legacy(
                pool, rung == null ? RungWorld.Stating.NOTHING : Setup.of(rung).stating());
    Database stored = rung == null || isEvents ? app : create(name);
    List<Path> files =
        rung == null || isEvents ? List.of() : Setup.of(rung).files(world.mappings());
    Watching watching = watch(app, pool, stored);
    Gauge gauge = new Gauge(app);
    Gauge store = new Gauge(stored);
    long tablesBefore = gauge.bytes("public");
    long eventsBefore = store.bytes("afterimage", "afterimage_capture");
    gauge.checkpoint();
    long log = gauge.log();
    OptionalDouble serverBefore = serverSeconds(gauge);
    ThreadTime threads = new ThreadTime();

    List<Double> latencies = play(workload, shop, Maintenance.of(pool), isEvents);
    watching.end();

    double watched = threads.seconds();
    OptionalDouble serverAfter = serverSeconds(gauge);
    long written = gauge.log() - log;
    double commands = latencies.size();
    Lines lines = new Lines(home);
    if (!lines.isThere()) {
      notMeasured.add("lines of code: the sources are not at hand");
    }
    if (rung == null && !server.isOurs()) {
      notMeasured.add(
          "the log of the bare app under wal_level=replica: the given server has the one that it has");
    }
    return new RungCosts(
        rung,
        latencies.size(),
        written / commands,
        isEvents ? 0 : (gauge.bytes("public") - tablesBefore) / commands,
        (store.bytes("afterimage", "afterimage_capture") - eventsBefore) / commands,
        Quantiles.of(latencies),
        serverBefore.isPresent() && serverAfter.isPresent()
            ? serverAfter.getAsDouble() - serverBefore.getAsDouble()
            : null,
        rung == null || isEvents ? 0.0 : watched,
        isEvents ? new RungCosts.Millis(0, 0) : delays.millis(),
        rung == null || !lines.isThere() ? 0 : lines.code(rung),
        lines.mapping(files),
        notMeasured);
  }

  private List<Double> play(
      Workload workload, Shop shop, Maintenance maintenance, boolean isEvents) {
    List<Double> latencies = new ArrayList<>();
    long begin = System.nanoTime();
    for (Deed deed : workload.deeds()) {
      LockSupport.parkNanos(
          begin + latencies.size() * (1_000_000_000L / Costing.PACE) - System.nanoTime());
      if (deed instanceof Deed.Behind(_, String sql, _, _) && !isEvents) {
        maintenance.run(sql);
        continue;
      }
      long sent = System.nanoTime();
      shop.send(deed.command(), deed.sender());
      latencies.add((System.nanoTime() - sent) / 1e6);
    }
    return latencies;
  }

  private Watching watch(Database app, AgroalDataSource pool, Database stored) {
    if (rung == null || rung == Rung.EVENTS) {
      return () -> {};
    }
    Setup setup = Setup.of(rung);
    List<Mapping> mappings = setup.mappings(world.mappings(), setup.prepare(app));
    AgroalDataSource events = pool(stored, 4);
    StoreSchema.migrate(events);
    if (rung == Rung.POLL) {
      return polling(
          new Poller(
              name, pool, mappings, Poller.appending(new PostgresEventStore(events)), delays));
    }
    CaptureSchema.migrate(events);
    Capturing capturing =
        Capturing.begin(
            name,
            app,
            setup.prepare(app),
            mappings,
            new EventStoreSink(events, new PostgresEventStore(events)),
            delays);
    undo.add("remove slot and publication " + name, capturing::close);
    return capturing::awaitCaughtUp;
  }

  private Watching polling(Poller poller) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("poll " + name)
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    poller.poll();
                    LockSupport.parkNanos(Costing.BETWEEN_POLLS.toNanos());
                  }
                });
    undo.add(
        "end the polling of " + name,
        () -> {
          thread.interrupt();
          try {
            thread.join(5_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    // Until it has asked once more.
    return () -> Thread.sleep(Costing.BETWEEN_POLLS.multipliedBy(2));
  }

  private OptionalDouble serverSeconds(Gauge gauge) {
    if (!server.isOurs()) {
      note("the server's processor time: it is not ours");
      return OptionalDouble.empty();
    }
    try {
      return ServerTime.of(gauge.folder()).seconds();
    } catch (IOException e) {
      note("the server's processor time: " + e.getMessage());
      return OptionalDouble.empty();
    }
  }

  private void note(String what) {
    if (!notMeasured.contains(what)) {
      notMeasured.add(what);
    }
  }

  private Database create(String database) {
    Database created = server.create(database);
    undo.add("drop the database " + database, () -> server.drop(database));
    return created;
  }

  private AgroalDataSource pool(Database database, int size) {
    AgroalDataSource pool = database.pool(size);
    undo.add("close the connections to " + database.name(), pool::close);
    return pool;
  }
}
