package afterimage.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.capture.Capture;
import afterimage.capture.Pulse;
import afterimage.postgres.Database;
import afterimage.postgres.KillableServer;
import afterimage.postgres.TestPostgres;
import afterimage.torture.fault.CuttingProxy;
import afterimage.torture.load.RandomTables;
import afterimage.torture.load.Writers;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// F8, F9 and F10: what a capture that nobody looks after goes through, each with all oracles.
class AwayTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final RandomTables tables = RandomTables.of(new Random(seed));

  /// A capture in a thread of its own.
  private static final class Running implements AutoCloseable {
    private final Pulse pulse = new Pulse(Clock.systemUTC());
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Capture capture;
    private final Thread thread;

    Running(Rig rig, Database through, Duration silence) {
      capture = rig.capture(through, pulse, silence);
      thread =
          Thread.ofPlatform()
              .name("capture")
              .start(
                  () -> {
                    try {
                      capture.run();
                    } catch (Throwable e) {
                      failure.set(e);
                    }
                  });
    }

    void awaitState(Pulse.State state) {
      await().atMost(PATIENCE).until(() -> pulse.state() == state);
    }

    @Override
    public void close() {
      capture.close();
      try {
        thread.join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(thread.isAlive()).as("it ends when it is closed").isFalse();
      assertThat(failure.get()).isNull();
    }
  }

  private static void write(Rig rig, RandomTables tables, long seed, int writers, int transactions)
      throws Exception {
    try (Writers writing = Writers.start(rig.source(), tables, seed, writers, 0, 2)) {
      await().atMost(PATIENCE).until(() -> writing.committed() >= transactions);
    }
  }

  @Test
  void the_servers_processes_are_killed_and_come_back() throws Exception {
    System.out.println("AwayTest: -Dseed=" + seed);
    try (KillableServer killable = new KillableServer();
        Rig rig = new Rig(killable.server(), "away_killed", tables)) {
      try (Running running = new Running(rig, rig.source(), Duration.ofSeconds(30))) {
        running.awaitState(Pulse.State.STREAMING);
        for (int kill = 0; kill < 3; kill++) {
          try (Writers writing = Writers.start(rig.source(), tables, seed + kill, 4, 0, 2)) {
            await().atMost(PATIENCE).until(() -> writing.committed() >= 40);
            killable.killAndStart();
            long before = writing.committed();
            await().atMost(PATIENCE).until(() -> writing.committed() >= before + 40);
          }
        }
        rig.flush();
        assertThat(rig.oracles().check()).as("seed %d", seed).isEmpty();
        assertThat(rig.oracles().transactions()).isPositive();
      }
      rig.flush();
    }
  }

  @Test
  void a_network_that_goes_silent_with_both_ends_open_and_one_that_stands_still() throws Exception {
    System.out.println("AwayTest: -Dseed=" + seed);
    try (Rig rig = new Rig(TestPostgres.server(), "away_silent", tables);
        CuttingProxy proxy = new CuttingProxy(rig.source());
        Running running =
            new Running(
                rig, proxy.database().withDefault("socketTimeout", "5"), Duration.ofSeconds(5))) {
      running.awaitState(Pulse.State.STREAMING);
      write(rig, tables, seed, 2, 30);

      proxy.halfOpen();
      write(rig, tables, seed + 1, 2, 30);
      // It waits for the pipeline, which has to find out by itself.
      assertThat(rig.oracles().check()).as("half-open, seed %d", seed).isEmpty();

      proxy.stall();
      write(rig, tables, seed + 2, 2, 30);
      proxy.resume();
      assertThat(rig.oracles().check()).as("stood still, seed %d", seed).isEmpty();
    }
  }

  @Test
  void two_hundred_write_at_once() throws Exception {
    System.out.println("AwayTest: -Dseed=" + seed);
    try (KillableServer server = new KillableServer();
        Rig rig = new Rig(server.server(), "away_crowd", tables);
        Running running = new Running(rig, rig.source(), Duration.ofMinutes(5))) {
      running.awaitState(Pulse.State.STREAMING);
      write(rig, tables, seed, 200, 400);
      assertThat(rig.oracles().check()).as("seed %d", seed).isEmpty();
      assertThat(rig.oracles().transactions()).isGreaterThan(100);
    }
  }
}
