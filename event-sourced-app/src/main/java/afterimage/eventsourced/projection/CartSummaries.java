package afterimage.eventsourced.projection;

import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.cart.CartEvent;
import afterimage.eventsourced.cart.CartItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// One row for each cart that ever was: what has become of it, what it comes to, who touched it
/// last.
record CartSummaries() implements CartView {

  private static final String WRITE =
      """
      INSERT INTO carts (cart, status, lines, quantity, discount, total, version, changed_at,
        changed_by, certainty) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (cart) DO UPDATE SET status = excluded.status, lines = excluded.lines,
        quantity = excluded.quantity, discount = excluded.discount, total = excluded.total,
        version = excluded.version, changed_at = excluded.changed_at,
        changed_by = excluded.changed_by, certainty = excluded.certainty
      """;

  @Override
  public String name() {
    return "cart_summaries";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of(
        """
        CREATE TABLE carts (
          key        text        COLLATE "C" GENERATED ALWAYS AS (lpad(cart::text, 16, '0')) STORED
                                 UNIQUE,
          cart       bigint      PRIMARY KEY,
          status     text        NOT NULL,
          lines      integer     NOT NULL,
          quantity   bigint      NOT NULL,
          discount   numeric     NOT NULL,
          total      numeric     NOT NULL,
          version    bigint      NOT NULL,
          changed_at timestamptz NOT NULL,
          changed_by text,
          certainty  text)
        """);
  }

  @Override
  public void apply(List<CartStep> steps, Connection transaction) throws SQLException {
    try (PreparedStatement upsert = transaction.prepareStatement(WRITE)) {
      for (CartStep step : CartStep.last(steps)) {
        Cart cart = step.after();
        upsert.setLong(1, step.cart());
        upsert.setString(2, status(step));
        upsert.setInt(3, cart.items().size());
        upsert.setLong(4, cart.items().stream().mapToLong(CartItem::quantity).sum());
        upsert.setBigDecimal(5, cart.discount());
        upsert.setBigDecimal(6, cart.total());
        upsert.setLong(7, step.recorded().version());
        upsert.setObject(8, step.happenedAt());
        upsert.setString(9, step.recorded().metadata().actor());
        upsert.setString(10, step.certainty());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  private static String status(CartStep step) {
    if (step.after().begun()) {
      return step.after().checkedOut() ? "checked-out" : "open";
    }
    return step.event() instanceof CartEvent.MergedIntoCart ? "merged" : "abandoned";
  }

  @Override
  public String rows() {
    return """
        SELECT key, json_strip_nulls(json_build_object(
          'cart', cart, 'status', status, 'lines', lines, 'quantity', quantity,
          'discount', discount, 'total', total, 'version', version,
          'changedAt', %s, 'changedBy', changed_by, 'certainty', certainty)) AS row
        FROM carts WHERE key > ? ORDER BY key LIMIT ?
        """
        .formatted(Sql.instant("changed_at"));
  }
}
