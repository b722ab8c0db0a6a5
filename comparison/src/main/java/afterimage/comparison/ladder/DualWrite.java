package afterimage.comparison.ladder;

import afterimage.comparison.drive.Shop;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Sender;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/// Who hears of a checkout when what is said of it and what is committed come apart: of cart 1,
/// which is checked out while the way to the subscriber is down; of cart 2, whose commit fails; and
/// of cart 3, whose commit comes late, when others that began after it are there already.
///
/// @param byApp the carts that the legacy app's own subscriber was told of; empty where there is no
///     second write
/// @param byEvents the carts that a subscriber to the rung's events was told of
public record DualWrite(Rung rung, List<Long> byApp, List<Long> byEvents) {

  /// Those that really were checked out.
  public static final List<Long> TRUTH = List.of(1L, 3L);

  private static final long SENT = 1;
  private static final long FAILS = 2;
  private static final long LATE = 3;

  /// As a full disk or a constraint would.
  private static final String APPEND_FAILS =
      """
      CREATE FUNCTION afterimage.no_room() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'no room'; END $$;
      CREATE TRIGGER a_no_room BEFORE INSERT ON afterimage.events FOR EACH ROW
        WHEN (NEW.stream_id = 'cart-%d' AND NEW.type = 'CheckedOut')
        EXECUTE FUNCTION afterimage.no_room();
      """
          .formatted(FAILS);

  public DualWrite {
    byApp = List.copyOf(byApp);
    byEvents = List.copyOf(byEvents);
  }

  /// @throws SQLException if the databases cannot be used
  public static DualWrite of(RungWorld world, Rung rung) throws SQLException, InterruptedException {
    try (Trial trial = Trial.of(world, rung)) {
      return rung == Rung.EVENTS ? decided(world, trial) : published(world, trial);
    }
  }

  private static DualWrite decided(RungWorld world, Trial trial)
      throws SQLException, InterruptedException {
    Shop shop = world.eventSourced(trial.stored());
    fill(shop);
    run(trial.stored(), APPEND_FAILS);
    Subscriber subscriber = new Subscriber(trial.store());
    try (LateCommit late =
        LateCommit.of(
            trial.stored(),
            "AFTER INSERT ON afterimage.events",
            "NEW.stream_id = 'cart-%d' AND NEW.type = 'CheckedOut'".formatted(LATE))) {
      late.begin(() -> checkOut(shop, LATE));
      checkOut(shop, SENT);
      checkOut(shop, FAILS);
      subscriber.read();
      late.commit();
    }
    subscriber.read();
    return new DualWrite(Rung.EVENTS, List.of(), subscriber.checkedOut());
  }

  private static DualWrite published(RungWorld world, Trial trial)
      throws SQLException, InterruptedException {
    Publishing app = world.publishing(trial.rows(), trial.setup().stating());
    Trial.Watching watching = trial.watch();
    fill(app.shop());
    Subscriber subscriber = new Subscriber(trial.store());
    try (LateCommit late =
        LateCommit.of(
            trial.rows(), "AFTER UPDATE ON carts", "NEW.checked_out AND NEW.id = " + LATE)) {
      late.begin(() -> checkOut(app.shop(), LATE));
      app.turn().accept(Publishing.Fault.MESSAGE_LOST);
      checkOut(app.shop(), SENT);
      app.turn().accept(Publishing.Fault.COMMIT_FAILS);
      checkOut(app.shop(), FAILS);
      watching.caughtUp();
      subscriber.read();
      late.commit();
    }
    watching.caughtUp();
    subscriber.read();
    return new DualWrite(trial.setup().rung(), app.told().get(), subscriber.checkedOut());
  }

  private static void fill(Shop shop) {
    for (long cart : List.of(SENT, FAILS, LATE)) {
      shop.send(
          new Command.AddItem(cart, "apple", 1, new BigDecimal("1.00")), Sender.of("Ann", null));
    }
  }

  private static void checkOut(Shop shop, long cart) {
    try {
      shop.send(new Command.CheckOut(cart), Sender.of("Ann", null));
    } catch (RuntimeException e) {
      // The customer is told; what others are told is the question.
      if (cart != FAILS) {
        throw e;
      }
    }
  }

  private static void run(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
