package afterimage.eventsourced.projection;

import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.cart.CartEvent;
import afterimage.eventsourced.cart.CartItem;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was removed before checkout, and why: taken out, lowered, cleared, or left out of a form
/// that was saved. `outcome` says what became of the cart since: checked out without it, or given
/// up; absent while it is open.
record Removals() implements CartView {

  private static final String WRITE =
      "INSERT INTO removals (position, cart, sku, quantity, unit_price, how, reason, actor, because,"
          + " happened_at, certainty) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String END =
      "UPDATE removals SET outcome = ? WHERE cart = ? AND outcome IS NULL";
  private static final String OPEN_AGAIN =
      "UPDATE removals SET outcome = NULL WHERE cart = ? AND outcome = 'checked-out'";

  /// @param price null if it is not known that the cart held any
  /// @param reason the customer's own
  private record Removal(
      String sku,
      long quantity,
      @Nullable BigDecimal price,
      String how,
      @Nullable String reason,
      @Nullable String certainty) {}

  @Override
  public String name() {
    return "removals";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of(
        """
        CREATE TABLE removals (
          key         text        COLLATE "C" GENERATED ALWAYS AS
                                  (lpad(position::text, 19, '0') || '/' || sku) STORED PRIMARY KEY,
          position    bigint      NOT NULL,
          cart        bigint      NOT NULL,
          sku         text        NOT NULL,
          quantity    bigint      NOT NULL,
          unit_price  numeric,
          how         text        NOT NULL,
          reason      text,
          actor       text,
          because     text,
          happened_at timestamptz NOT NULL,
          outcome     text,
          certainty   text)
        """,
        "CREATE INDEX removals_of_cart ON removals (cart)");
  }

  /// In order, for what becomes of a cart is said of those before it.
  @Override
  public void apply(List<CartStep> steps, Connection transaction) throws SQLException {
    for (CartStep step : steps) {
      write(step, removed(step), transaction);
      switch (step.event()) {
        case CartEvent.CheckedOut _ -> end(step.cart(), "checked-out", transaction);
        case CartEvent.CartFound(_, boolean checkedOut) -> {
          // Found anew, a cart of which more was known before may have been checked out unseen.
          if (checkedOut) {
            end(step.cart(), "checked-out", transaction);
          }
        }
        case CartEvent.CartAbandoned _, CartEvent.MergedIntoCart _ ->
            end(step.cart(), "given-up", transaction);
        case CartEvent.CheckoutCancelled _ -> openAgain(step.cart(), transaction);
        case CartEvent.ItemFound _,
            CartEvent.ItemAdded _,
            CartEvent.ItemRemoved _,
            CartEvent.QuantityChanged _,
            CartEvent.PriceCorrected _,
            CartEvent.PriceChanged _,
            CartEvent.DiscountApplied _,
            CartEvent.DiscountWithdrawn _,
            CartEvent.GuestCartMerged _,
            CartEvent.CartCleared _,
            CartEvent.CartSaved _ -> {}
      }
    }
  }

  private static List<Removal> removed(CartStep step) {
    return switch (step.event()) {
      case CartEvent.ItemRemoved(var sku, var quantity, var reason) ->
          // The event alone says it, whatever the cart was thought to hold.
          List.of(
              new Removal(
                  sku,
                  quantity,
                  line(step.before(), sku).map(CartItem::unitPrice).orElse(null),
                  "removed",
                  reason,
                  CartStep.text(step.recorded().certainty())));
      case CartEvent.QuantityChanged _ -> less(step, "lowered");
      case CartEvent.CartCleared _ -> less(step, "cleared");
      case CartEvent.CartSaved _ -> less(step, "saved");
      // What is no longer found may have been removed, or bought: nobody knows.
      case CartEvent.CartFound _,
          CartEvent.ItemFound _,
          CartEvent.ItemAdded _,
          CartEvent.PriceCorrected _,
          CartEvent.PriceChanged _,
          CartEvent.DiscountApplied _,
          CartEvent.DiscountWithdrawn _,
          CartEvent.GuestCartMerged _,
          CartEvent.MergedIntoCart _,
          CartEvent.CartAbandoned _,
          CartEvent.CheckedOut _,
          CartEvent.CheckoutCancelled _ ->
          List.of();
    };
  }

  private static List<Removal> less(CartStep step, String how) {
    List<Removal> removals = new ArrayList<>();
    for (CartItem held : step.before().items()) {
      long left = line(step.after(), held.sku()).map(CartItem::quantity).orElse(0L);
      if (left < held.quantity()) {
        removals.add(
            new Removal(
                held.sku(), held.quantity() - left, held.unitPrice(), how, null, step.certainty()));
      }
    }
    return removals;
  }

  private static Optional<CartItem> line(Cart cart, String sku) {
    return cart.items().stream().filter(item -> item.sku().equals(sku)).findFirst();
  }

  private static void write(CartStep step, List<Removal> removals, Connection transaction)
      throws SQLException {
    if (removals.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = transaction.prepareStatement(WRITE)) {
      for (Removal removal : removals) {
        insert.setLong(1, step.recorded().position());
        insert.setLong(2, step.cart());
        insert.setString(3, removal.sku);
        insert.setLong(4, removal.quantity);
        insert.setBigDecimal(5, removal.price);
        insert.setString(6, removal.how);
        insert.setString(7, removal.reason);
        insert.setString(8, step.recorded().metadata().actor());
        insert.setString(9, step.recorded().metadata().reason());
        insert.setObject(10, step.happenedAt());
        insert.setString(11, removal.certainty);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void end(long cart, String outcome, Connection transaction) throws SQLException {
    try (PreparedStatement update = transaction.prepareStatement(END)) {
      update.setString(1, outcome);
      update.setLong(2, cart);
      update.executeUpdate();
    }
  }

  private static void openAgain(long cart, Connection transaction) throws SQLException {
    try (PreparedStatement update = transaction.prepareStatement(OPEN_AGAIN)) {
      update.setLong(1, cart);
      update.executeUpdate();
    }
  }

  @Override
  public String rows() {
    return """
        SELECT key, json_strip_nulls(json_build_object(
          'position', position, 'cart', cart, 'sku', sku, 'quantity', quantity,
          'unitPrice', unit_price, 'how', how, 'reason', reason, 'actor', actor,
          'because', because, 'happenedAt', %s, 'outcome', outcome,
          'certainty', certainty)) AS row
        FROM removals WHERE key > ? ORDER BY key LIMIT ?
        """
        .formatted(Sql.instant("happened_at"));
  }
}
