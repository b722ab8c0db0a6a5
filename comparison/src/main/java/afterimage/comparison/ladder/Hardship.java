package afterimage.comparison.ladder;

import afterimage.comparison.drive.Maintenance;
import afterimage.comparison.drive.Shop;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Sender;
import afterimage.store.EventStore;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/// What does not happen in a workload and does in the life of a shop: a rung that begins when there
/// is history already, and a column that gets another name while it runs, by a release of the app
/// that knows it by the new one.
///
/// @param before how many of the two events before the start it has
/// @param after whether it has the event after the renaming
/// @param why what came of that one
public record Hardship(Rung rung, int before, boolean after, String why) {

  private static final StreamId CART = StreamId.of("cart-1");
  private static final String RENAME = "ALTER TABLE cart_items RENAME COLUMN quantity TO pieces";
  private static final String RENAMED = "cart_items.quantity was renamed: ";
  private static final String RELEASED =
      "UPDATE cart_items SET pieces = 7 WHERE cart_id = 1 AND sku = 'apple';"
          + " UPDATE carts SET updated_at = clock_timestamp() WHERE id = 1";
  private static final String MESSAGE =
      "SELECT pg_logical_emit_message(true, 'intent', '{\"type\":\"ChangeQuantity\","
          + "\"actor\":\"Ann\",\"payload\":{\"cart\":1,\"sku\":\"apple\",\"quantity\":7}}'); ";
  private static final String TOLD =
      "; INSERT INTO outbox (aggregatetype, aggregateid, type, payload) VALUES"
          + " ('cart', '1', 'QuantityChanged', '{\"sku\":\"apple\",\"quantity\":7}')";

  /// @throws SQLException if the databases cannot be used
  public static Hardship of(RungWorld world, Rung rung) throws SQLException, InterruptedException {
    try (Trial trial = Trial.of(world, rung)) {
      if (rung == Rung.EVENTS) {
        return decided(world, trial.stored());
      }
      shop(world.legacy(trial.rows(), trial.setup().stating()));
      Trial.Watching watching = trial.watch();
      watching.caughtUp();
      return after(rung, before(trial.store()), trial.rows(), trial.store(), watching);
    }
  }

  private static void shop(Shop shop) {
    shop.send(new Command.AddItem(1, "apple", 3, new BigDecimal("1.00")), Sender.of("Ann", null));
    shop.send(new Command.RemoveItem(1, "apple", 1, "expired"), Sender.of("Ann", "expired"));
  }

  private static Hardship decided(RungWorld world, DataSource pool) throws SQLException {
    shop(world.eventSourced(pool));
    EventStore late = new PostgresEventStore(pool);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet columns =
            statement.executeQuery(
                "SELECT count(*) FROM information_schema.columns WHERE column_name = 'quantity'")) {
      columns.next();
      boolean none = columns.getInt(1) == 0;
      return new Hardship(
          Rung.EVENTS,
          before(late),
          none,
          none
              ? "no column of its tables is named for what the shop has"
              : "there is a column named quantity");
    }
  }

  private static int before(EventStore store) {
    List<RecordedEvent> events = store.read(CART);
    return count(events, "ItemAdded", 3) + count(events, "ItemRemoved", 1);
  }

  private static Hardship after(
      Rung rung, int before, DataSource rows, EventStore store, Trial.Watching watching)
      throws InterruptedException {
    try {
      Maintenance app = Maintenance.of(rows);
      app.run(RENAME);
      app.run(
          switch (rung) {
            case POLL, LOG, LOG_MEMORY, LOG_BEFORE, LOG_TX -> RELEASED;
            case LOG_INTENT -> MESSAGE + RELEASED;
            case OUTBOX -> MESSAGE + RELEASED + TOLD;
            case EVENTS -> throw new IllegalArgumentException("Event sourcing has no rows");
          });
      watching.caughtUp();
      List<RecordedEvent> events = store.read(CART);
      boolean after =
          count(events, "QuantityChanged", 7)
                  + count(events, "ItemAdded", 5)
                  + count(events, "ItemAdded", 7)
              > 0;
      return new Hardship(
          rung,
          before,
          after,
          RENAMED + (after ? "the next change is told" : "the next change is not told"));
    } catch (RuntimeException e) {
      return new Hardship(rung, before, false, RENAMED + "it stopped: " + first(e));
    }
  }

  private static int count(List<RecordedEvent> events, String type, int quantity) {
    return events.stream()
            .anyMatch(
                event ->
                    event.type().equals(type)
                        && event.data().tree().path("quantity").asInt() == quantity)
        ? 1
        : 0;
  }

  private static String first(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
