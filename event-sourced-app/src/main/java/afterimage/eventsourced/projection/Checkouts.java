package afterimage.eventsourced.projection;

import afterimage.eventsourced.cart.CartEvent;
import afterimage.store.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// What there is to ship: one row for each checkout, with what the cart held, in the order of their
/// events. One that was cancelled says when.
record Checkouts() implements CartView {

  private static final String WRITE =
      "INSERT INTO checkouts (position, event, cart, items, discount, total, happened_at, actor,"
          + " certainty) VALUES (?, ?, ?, ?::json, ?, ?, ?, ?, ?)";
  private static final String CANCEL =
      "UPDATE checkouts SET cancelled_at = ? WHERE cart = ? AND cancelled_at IS NULL";

  @Override
  public String name() {
    return "checkouts";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of(
        """
        CREATE TABLE checkouts (
          key          text        COLLATE "C" GENERATED ALWAYS AS
                                   (lpad(position::text, 19, '0')) STORED UNIQUE,
          position     bigint      PRIMARY KEY,
          event        uuid        NOT NULL,
          cart         bigint      NOT NULL,
          items        json        NOT NULL,
          discount     numeric     NOT NULL,
          total        numeric     NOT NULL,
          happened_at  timestamptz NOT NULL,
          actor        text,
          cancelled_at timestamptz,
          certainty    text)
        """,
        "CREATE INDEX checkouts_of_cart ON checkouts (cart)");
  }

  @Override
  public void apply(List<CartStep> steps, Connection transaction) throws SQLException {
    for (CartStep step : steps) {
      if (step.event() instanceof CartEvent.CheckedOut) {
        write(step, transaction);
      } else if (step.event() instanceof CartEvent.CheckoutCancelled) {
        cancel(step, transaction);
      }
    }
  }

  /// What the cart held by its events; a derived checkout may not say it itself.
  private static void write(CartStep step, Connection transaction) throws SQLException {
    try (PreparedStatement insert = transaction.prepareStatement(WRITE)) {
      insert.setLong(1, step.recorded().position());
      insert.setObject(2, step.recorded().id());
      insert.setLong(3, step.cart());
      insert.setString(4, Json.of(CartState.lines(step.after().items())).text());
      insert.setBigDecimal(5, step.after().discount());
      insert.setBigDecimal(6, step.after().total());
      insert.setObject(7, step.happenedAt());
      insert.setString(8, step.recorded().metadata().actor());
      insert.setString(9, step.certainty());
      insert.executeUpdate();
    }
  }

  private static void cancel(CartStep step, Connection transaction) throws SQLException {
    try (PreparedStatement update = transaction.prepareStatement(CANCEL)) {
      update.setObject(1, step.happenedAt());
      update.setLong(2, step.cart());
      update.executeUpdate();
    }
  }

  @Override
  public String rows() {
    return """
        SELECT key, json_strip_nulls(json_build_object(
          'position', position, 'event', event, 'cart', cart, 'items', items,
          'discount', discount, 'total', total, 'happenedAt', %s, 'actor', actor,
          'cancelledAt', %s, 'certainty', certainty)) AS row
        FROM checkouts WHERE key > ? ORDER BY key LIMIT ?
        """
        .formatted(Sql.instant("happened_at"), Sql.instant("cancelled_at"));
  }
}
