package afterimage.eventsourced.projection;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.asking.RandomCarts;
import afterimage.postgres.TestPostgres;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.StoreSchema;
import afterimage.store.subscription.Wakeups;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A projection that followed the events as they came, page by page as it happened to see them, is
/// the one that is built from all of them at once.
class RebuiltIsRunningTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Map<String, List<String>> TABLES =
      Map.of(
          "cart_summaries", List.of("states", "carts"),
          "open_items", List.of("states", "lines"),
          "removals", List.of("states", "removals"),
          "checkouts", List.of("states", "checkouts"),
          "sales_by_day", List.of("states", "sales"));

  @Test
  void rebuilt_is_running_whatever_the_commands_were() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("RebuiltIsRunningTest: seed " + seed);
    RandomCarts random = new RandomCarts(new Random(seed));
    try (AgroalDataSource pool = TestPostgres.freshDatabase().pool(16)) {
      StoreSchema.migrate(pool);
      Wakeups wakeups = Wakeups.over(pool);
      PostgresEventStore store = new PostgresEventStore(pool).waking(wakeups::ring);
      EventSourcedShop shop = new EventSourcedShop(store, InstantSource.system());
      try (wakeups;
          ShopProjections projections =
              new ShopProjections(store, pool, wakeups, StoreObserver.none())) {
        projections.start(Duration.ofMillis(20));
        for (int round = 1; round <= 3; round++) {
          random.play(shop, 150);
          for (String name : ShopProjections.names()) {
            projections.await(name, store.readablePosition(), LONG);
          }
          Map<String, List<String>> running = everything(pool);
          for (String name : ShopProjections.names()) {
            projections.rebuild(name, (_, _) -> {});
          }
          assertThat(everything(pool)).as("seed %d, round %d", seed, round).isEqualTo(running);
          assertThat(running.get("removals.removals")).as("seed %d", seed).isNotEmpty();
        }
      }
    }
  }

  /// All rows of all tables, as text.
  private static Map<String, List<String>> everything(AgroalDataSource pool) throws SQLException {
    Map<String, List<String>> everything = new TreeMap<>();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (var tables : TABLES.entrySet()) {
        for (String table : tables.getValue()) {
          String sql =
              "SELECT t::text FROM projection_%s.%s t ORDER BY 1".formatted(tables.getKey(), table);
          List<String> rows = new java.util.ArrayList<>();
          try (var row = statement.executeQuery(sql)) {
            while (row.next()) {
              rows.add(row.getString(1));
            }
          }
          everything.put(tables.getKey() + "." + table, rows);
        }
      }
    }
    return everything;
  }
}
