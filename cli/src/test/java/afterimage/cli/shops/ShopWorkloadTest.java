package afterimage.cli.shops;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.comparison.drive.Driver;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.drive.Maintenance;
import afterimage.comparison.scenario.Mix;
import afterimage.comparison.scenario.TrueEvent;
import afterimage.comparison.scenario.TrueEvents;
import afterimage.comparison.scenario.Workload;
import afterimage.eventsourced.EventSourcedShop;
import afterimage.legacy.LegacyShop;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

/// The shop's day, done to both apps as plain objects.
class ShopWorkloadTest {

  private static final int COMMANDS = 1500;

  @Test
  void both_apps_answer_every_deed_alike_scripts_and_retries_too() {
    long seed = Long.getLong("afterimage.seed", new Random().nextLong());
    DataSource tables = TestPostgres.freshDatabase().pool(2);
    LegacyShop.migrate(tables);
    DataSource events = TestPostgres.freshDatabase().pool(2);
    StoreSchema.migrate(events);
    long began = System.nanoTime();
    Journal journal =
        new Driver(
                new PlainLegacyShop(new LegacyShop(tables, _ -> {})),
                Maintenance.of(tables),
                new PlainEventSourcedShop(
                    new EventSourcedShop(new PostgresEventStore(events), Clock.systemUTC())),
                () -> LogSequenceNumber.INVALID_LSN)
            .play(Workload.shop(COMMANDS, seed, Mix.usual()));
    System.out.printf(
        "ShopWorkloadTest: seed %d (-Dafterimage.seed to repeat it), %d deeds/s to both apps%n",
        seed, COMMANDS * 1_000_000_000L / (System.nanoTime() - began));

    assertThat(journal.entries().stream().filter(entry -> !entry.agreed()))
        .as("seed %d", seed)
        .isEmpty();
    long accepted = journal.entries().stream().filter(e -> e.legacy().accepted()).count();
    assertThat(accepted).as("seed %d", seed).isBetween(COMMANDS * 3L / 4, COMMANDS - 20L);
    System.out.println("accepted: " + accepted + ", true events: " + types(journal));
    assertThat(types(journal)).as("seed %d", seed).hasSize(15);
  }

  private static Map<String, Integer> types(Journal journal) {
    Map<String, Integer> types = new TreeMap<>();
    TrueEvents table = new TrueEvents();
    for (Journal.Entry entry : journal.entries()) {
      List<TrueEvent> events =
          entry.legacy().accepted()
              ? table.of(entry.step(), entry.command(), entry.legacy().body())
              : List.of();
      events.forEach(event -> types.merge(event.type(), 1, Integer::sum));
    }
    return types;
  }
}
