package afterimage.torture;

import static org.assertj.core.api.Assertions.fail;

import afterimage.capture.Pipeline;
import afterimage.postgres.TestPostgres;
import afterimage.torture.load.RandomTables;
import afterimage.torture.load.RandomTransactions;
import afterimage.torture.load.Script;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Whatever the tables and the transactions are, and wherever the pipeline is broken off: every
/// transaction arrives once, whole and in order, and the events give the rows.
class PropertyTest {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  @Test
  void random_transactions_on_random_tables_arrive_once_and_fold_to_the_rows() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    int rounds = Integer.getInteger("rounds", 3);
    System.out.println("PropertyTest: -Dseed=" + seed);
    Random seeds = new Random(seed);
    int transactions = 0;
    for (int round = 0; round < rounds; round++) {
      Random random = new Random(seeds.nextLong());
      RandomTables tables = RandomTables.of(random);
      List<List<String>> script = script(tables, random);
      transactions += script.size();
      long faults = random.nextLong();
      Optional<String> wrong = wrong(tables, script, faults);
      if (wrong.isPresent()) {
        List<List<String>> shortest =
            smallest(script, fewer -> wrong(tables, fewer, faults).isPresent());
        fail(
            "-Dseed=%d: %s%n%s%n%s%nthe shortest script that fails:%n%s"
                .formatted(
                    seed,
                    wrong.get(),
                    String.join(";\n", tables.ddl()),
                    tables.mapping(),
                    String.join("\n", shortest.stream().map(List::toString).toList())));
      }
    }
    System.out.printf("%d transactions, broken off %d times%n", transactions, failures.get());
  }

  private static List<List<String>> script(RandomTables tables, Random random) {
    RandomTransactions transactions = new RandomTransactions(tables, random);
    List<List<String>> script = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      script.add(i % 40 == 39 ? transactions.large(3_000) : transactions.next());
    }
    return script;
  }

  private Optional<String> wrong(RandomTables tables, List<List<String>> script, long faults) {
    try (Rig rig = new Rig(TestPostgres.server(), "property_" + COUNT.incrementAndGet(), tables)) {
      Random random = new Random(faults);
      int half = script.size() / 2;
      write(rig, script.subList(0, half));
      breakOff(rig, random);
      write(rig, script.subList(half, script.size()));
      breakOff(rig, random);
      try (Rig.Running running = rig.start(UnaryOperator.identity())) {
        running.awaitCaughtUp();
        List<String> wrong = rig.oracles().check();
        return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong.toString());
      }
    } catch (Exception e) {
      return Optional.of(e.toString());
    }
  }

  private static void write(Rig rig, List<List<String>> script) throws Exception {
    try (Connection connection = rig.source().connect()) {
      for (List<String> transaction : script) {
        Script.run(connection, transaction);
      }
    }
  }

  /// Runs the pipeline until it fails somewhere in what is there to be read.
  private void breakOff(Rig rig, Random random) throws Exception {
    Pipeline pipeline = rig.pipeline(Failing.atRandom(random, 1, failures));
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    pipeline.run();
                  } catch (RuntimeException e) {
                    // It was told to.
                    Thread.onSpinWait();
                  }
                });
    // Where nothing is left to be read, the mark that this writes is what it fails at.
    while (thread.isAlive() && !pipeline.awaitCaughtUp(Duration.ofSeconds(1))) {
      Thread.onSpinWait();
    }
    pipeline.close();
    thread.join();
  }

  /// Leaves transactions out, then statements, as long as it still fails.
  private static List<List<String>> smallest(
      List<List<String>> script, Predicate<List<List<String>>> fails) {
    List<List<String>> smallest = new ArrayList<>(script);
    for (int size = Math.max(1, smallest.size() / 2); size > 0; size /= 2) {
      int at = 0;
      while (at < smallest.size()) {
        List<List<String>> fewer = new ArrayList<>(smallest);
        fewer.subList(at, Math.min(at + size, fewer.size())).clear();
        if (fails.test(fewer)) {
          smallest = fewer;
        } else {
          at += size;
        }
      }
    }
    for (int i = 0; i < smallest.size(); i++) {
      for (int j = smallest.get(i).size() - 1; j >= 0; j--) {
        List<List<String>> fewer = new ArrayList<>(smallest);
        List<String> one = new ArrayList<>(smallest.get(i));
        one.remove(j);
        fewer.set(i, one);
        if (fails.test(fewer)) {
          smallest = fewer;
        }
      }
    }
    return smallest;
  }
}
