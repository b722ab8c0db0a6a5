package afterimage.eventsourced.projection;

import afterimage.eventsourced.cart.CartEvent;
import afterimage.eventsourced.cart.CartItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// What was sold on each day (UTC), without what was cancelled since. Nobody needs it by the
/// second, so it is made every so often.
record SalesByDay() implements CartView {

  private static final String WRITE =
      """
      INSERT INTO sales (cart, day, quantity, total, certainty) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (cart) DO UPDATE SET day = excluded.day, quantity = excluded.quantity,
        total = excluded.total, certainty = excluded.certainty
      """;
  private static final String CANCEL = "DELETE FROM sales WHERE cart = ?";

  @Override
  public String name() {
    return "sales_by_day";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of(
        """
        CREATE TABLE sales (
          cart      bigint  PRIMARY KEY,
          day       date    NOT NULL,
          key       text    COLLATE "C" NOT NULL GENERATED ALWAYS AS
                            (lpad((day - date '0001-01-01')::text, 8, '0')) STORED,
          quantity  bigint  NOT NULL,
          total     numeric NOT NULL,
          certainty text)
        """,
        "CREATE INDEX sales_of_day ON sales (key)");
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

  private static void write(CartStep step, Connection transaction) throws SQLException {
    try (PreparedStatement upsert = transaction.prepareStatement(WRITE)) {
      upsert.setLong(1, step.cart());
      upsert.setObject(2, step.happenedAt().toLocalDate());
      upsert.setLong(3, step.after().items().stream().mapToLong(CartItem::quantity).sum());
      upsert.setBigDecimal(4, step.after().total());
      upsert.setString(5, step.certainty());
      upsert.executeUpdate();
    }
  }

  private static void cancel(CartStep step, Connection transaction) throws SQLException {
    try (PreparedStatement delete = transaction.prepareStatement(CANCEL)) {
      delete.setLong(1, step.cart());
      delete.executeUpdate();
    }
  }

  @Override
  public String rows() {
    return """
        SELECT key, json_strip_nulls(json_build_object(
          'day', min(day), 'checkouts', count(*), 'quantity', sum(quantity),
          'total', sum(total), 'certainty', %s)) AS row
        FROM sales WHERE key > ? GROUP BY key ORDER BY key LIMIT ?
        """
        .formatted(Sql.weakest("certainty"));
  }
}
