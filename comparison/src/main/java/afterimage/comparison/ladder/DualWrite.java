package afterimage.comparison.ladder;

import afterimage.comparison.drive.Shop;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Sender;
import afterimage.store.EventStore;
import afterimage.store.StreamId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/// Who hears of a checkout when what the app says and what it commits come apart: of cart 1, which
/// is checked out while the way to the subscriber is down, and of cart 2, whose commit fails.
///
/// @param byApp the carts that the legacy app's own subscriber was told of; empty where there is no
///     second write
/// @param byEvents the carts that the rung's events say were checked out
public record DualWrite(Rung rung, List<Long> byApp, List<Long> byEvents) {

  /// The one that really was checked out.
  public static final List<Long> TRUTH = List.of(1L);

  /// As a full disk or a constraint would.
  private static final String APPEND_FAILS =
      """
      CREATE FUNCTION afterimage.no_room() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'no room'; END $$;
      CREATE TRIGGER a_no_room BEFORE INSERT ON afterimage.events FOR EACH ROW
        WHEN (NEW.stream_id = 'cart-2' AND NEW.type = 'CheckedOut')
        EXECUTE FUNCTION afterimage.no_room();
      """;

  public DualWrite {
    byApp = List.copyOf(byApp);
    byEvents = List.copyOf(byEvents);
  }

  /// @throws SQLException if the databases cannot be used
  public static DualWrite of(RungWorld world, Rung rung) throws SQLException, InterruptedException {
    try (Trial trial = Trial.of(world, rung)) {
      if (rung == Rung.EVENTS) {
        Shop shop = world.eventSourced(trial.stored());
        appendFails(trial.stored());
        checkOut(shop, 1);
        checkOut(shop, 2);
        return new DualWrite(rung, List.of(), checkedOut(trial.store()));
      }
      Publishing app = world.publishing(trial.rows(), trial.setup().stating());
      Trial.Watching watching = trial.watch();
      app.turn().accept(Publishing.Fault.MESSAGE_LOST);
      checkOut(app.shop(), 1);
      app.turn().accept(Publishing.Fault.COMMIT_FAILS);
      checkOut(app.shop(), 2);
      watching.caughtUp();
      return new DualWrite(rung, app.told().get(), checkedOut(trial.store()));
    }
  }

  private static void appendFails(DataSource stored) throws SQLException {
    try (Connection connection = stored.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(APPEND_FAILS);
    }
  }

  private static void checkOut(Shop shop, long cart) {
    shop.send(
        new Command.AddItem(cart, "apple", 1, new BigDecimal("1.00")), Sender.of("Ann", null));
    try {
      shop.send(new Command.CheckOut(cart), Sender.of("Ann", null));
    } catch (RuntimeException e) {
      // That of cart 2 fails, which the customer is told; what others are told is the question.
      if (cart == TRUTH.getFirst()) {
        throw e;
      }
    }
  }

  private static List<Long> checkedOut(EventStore store) {
    return LongStream.of(1, 2)
        .filter(
            cart ->
                store.read(StreamId.of("cart-" + cart)).stream()
                    .anyMatch(event -> event.type().equals("CheckedOut")))
        .boxed()
        .toList();
  }
}
