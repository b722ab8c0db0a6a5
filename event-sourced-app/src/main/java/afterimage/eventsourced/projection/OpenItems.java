package afterimage.eventsourced.projection;

import afterimage.eventsourced.cart.CartItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// What is in open carts: one row for each article, over all of them.
record OpenItems() implements CartView {

  private static final String EMPTY = "DELETE FROM lines WHERE cart = ANY (?)";
  private static final String FILL =
      "INSERT INTO lines (cart, sku, quantity, unit_price, certainty) VALUES (?, ?, ?, ?, ?)";

  @Override
  public String name() {
    return "open_items";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of(
        """
        CREATE TABLE lines (
          cart       bigint  NOT NULL,
          sku        text    COLLATE "C" NOT NULL,
          quantity   bigint  NOT NULL,
          unit_price numeric NOT NULL,
          certainty  text,
          PRIMARY KEY (sku, cart))
        """,
        "CREATE INDEX lines_of_cart ON lines (cart)");
  }

  @Override
  public void apply(List<CartStep> steps, Connection transaction) throws SQLException {
    List<CartStep> last = List.copyOf(CartStep.last(steps));
    try (PreparedStatement delete = transaction.prepareStatement(EMPTY)) {
      delete.setArray(
          1, transaction.createArrayOf("bigint", last.stream().map(CartStep::cart).toArray()));
      delete.executeUpdate();
    }
    try (PreparedStatement insert = transaction.prepareStatement(FILL)) {
      for (CartStep step : last) {
        if (step.after().begun() && !step.after().checkedOut()) {
          for (CartItem item : step.after().items()) {
            insert.setLong(1, step.cart());
            insert.setString(2, item.sku());
            insert.setLong(3, item.quantity());
            insert.setBigDecimal(4, item.unitPrice());
            insert.setString(5, step.certainty());
            insert.addBatch();
          }
        }
      }
      insert.executeBatch();
    }
  }

  @Override
  public String rows() {
    return """
        SELECT sku AS key, json_strip_nulls(json_build_object(
          'sku', sku, 'carts', count(*), 'quantity', sum(quantity),
          'worth', sum(quantity * unit_price), 'certainty', %s)) AS row
        FROM lines WHERE sku > ? GROUP BY sku ORDER BY sku LIMIT ?
        """
        .formatted(Sql.weakest("certainty"));
  }
}
