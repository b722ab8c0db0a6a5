package afterimage.torture;

import afterimage.postgres.PostgresServer;
import afterimage.torture.TortureSettings.Kind;
import afterimage.torture.fault.CuttingProxy;
import afterimage.torture.fault.Moment;
import afterimage.torture.fault.Victim;
import afterimage.torture.load.RandomTables;
import afterimage.torture.load.RandomTransactions;
import afterimage.torture.load.Script;
import afterimage.torture.load.Writers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// Breaks a pipeline again and again while rows are written, and asks the oracles after each round.
public final class Torture {

  /// How many faults come between two questions to the oracles.
  private static final int ROUND = 25;

  /// Of a busy machine, for the start of a JVM and all that it does then.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final TortureSettings settings;
  private final Consumer<String> progress;
  private final Random random;
  private final Map<String, Integer> counts = new TreeMap<>();
  private int faults;
  private int kills;

  private Torture(TortureSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
    this.random = new Random(settings.seed());
  }

  /// @param progress takes lines for a person to read
  public static TortureResult run(
      PostgresServer server, TortureSettings settings, Consumer<String> progress)
      throws SQLException, IOException, InterruptedException {
    return new Torture(settings, progress).run(server);
  }

  private TortureResult run(PostgresServer server)
      throws SQLException, IOException, InterruptedException {
    long start = System.nanoTime();
    String name =
        "afterimage_torture_"
            + HexFormat.of()
                .toHexDigits(ThreadLocalRandom.current().nextInt())
                .toLowerCase(java.util.Locale.ROOT);
    RandomTables tables = RandomTables.of(random);
    List<String> findings = new ArrayList<>();
    try (Rig rig = new Rig(server, name, tables);
        CuttingProxy proxy = new CuttingProxy(rig.source())) {
      boolean more = true;
      while (more && findings.isEmpty()) {
        findings.addAll(round(rig, proxy));
        more = faults < settings.faults() || elapsed(start).compareTo(settings.time()) < 0;
        progress.accept(
            "%d faults (%s), %s: %s"
                .formatted(
                    faults,
                    counts,
                    rig.oracles().counts(),
                    findings.isEmpty() ? "all is well" : "WRONG"));
      }
      return new TortureResult(
          settings.seed(),
          counts,
          rig.oracles().transactions(),
          rig.oracles().counts(),
          elapsed(start),
          findings);
    }
  }

  private static Duration elapsed(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private List<String> round(Rig rig, CuttingProxy proxy)
      throws SQLException, InterruptedException {
    List<String> arguments = rig.victim(proxy.database());
    Victim next = Victim.start(settings.launch(), arguments);
    try {
      try (Writers _ =
          Writers.start(
              rig.source(), rig.tables(), settings.seed() + faults, settings.writers(), 0, 15)) {
        int until =
            settings.faults() > faults ? Math.min(settings.faults(), faults + ROUND) : faults + 5;
        while (faults < until) {
          Victim victim = next;
          switch (kind()) {
            case KILL -> {
              // While this one comes to its moment the next one gets ready.
              // One that runs already after another fault comes to no moment any more.
              Moment moment =
                  victim.hasBegun()
                      ? Moment.ANY
                      : settings.moments().get(kills++ % settings.moments().size());
              victim.go(moment);
              next = Victim.start(settings.launch(), arguments);
              kill(victim, moment, rig);
            }
            case CUT -> {
              victim.go(Moment.ANY);
              victim.await("CONNECTING", PATIENCE);
              cut(proxy);
            }
            case FLOOD -> {
              victim.go(Moment.ANY);
              flood(rig);
            }
          }
          faults++;
        }
      }
      next.go(Moment.ANY);
      return rig.oracles().check();
    } finally {
      next.close();
    }
  }

  private Kind kind() {
    List<Kind> kinds = List.copyOf(settings.kinds());
    return kinds.get(random.nextInt(kinds.size()));
  }

  private void kill(Victim victim, Moment moment, Rig rig)
      throws SQLException, InterruptedException {
    boolean connecting = victim.await("CONNECTING", PATIENCE);
    boolean there =
        switch (moment) {
          case ANY -> {
            Thread.sleep(random.nextInt(3_000));
            yield true;
          }
          case CONNECTING -> {
            Thread.sleep(random.nextInt(400));
            yield connecting;
          }
          case RECEIVING, LARGE -> {
            large(rig, 12_000);
            yield victim.await("AT", PATIENCE);
          }
          case TRANSLATING, STORING, STORED, ACKNOWLEDGED -> victim.await("AT", PATIENCE);
        };
    victim.kill();
    count(
        "kill "
            + (there ? moment.name() : moment.name() + ", not reached")
                .toLowerCase(java.util.Locale.ROOT));
  }

  private void large(Rig rig, int rows) throws SQLException {
    try (Connection connection = rig.source().connect()) {
      Script.run(connection, new RandomTransactions(rig.tables(), random).large(rows));
    }
  }

  private void cut(CuttingProxy proxy) throws InterruptedException {
    Thread.sleep(random.nextInt(2_000));
    switch (random.nextInt(4)) {
      case 0 -> {
        proxy.cut();
        count("cut");
      }
      case 1 -> {
        proxy.refuse(true);
        proxy.cut();
        Thread.sleep(random.nextInt(2_000));
        proxy.refuse(false);
        count("cut, and refused for a while");
      }
      case 2 -> {
        proxy.halfOpen();
        Thread.sleep(random.nextInt(3_000));
        // What nobody closes is found by whoever waits for an answer; here it ends in the end.
        proxy.cut();
        count("cut half-open");
      }
      default -> {
        proxy.stall();
        Thread.sleep(random.nextInt(3_000));
        proxy.resume();
        count("stalled");
      }
    }
  }

  private void flood(Rig rig) throws SQLException, InterruptedException {
    try (Writers _ =
        Writers.start(rig.source(), rig.tables(), settings.seed() * 7 + faults, 30, 0, 1)) {
      large(rig, 20_000);
    }
    count("flood");
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
