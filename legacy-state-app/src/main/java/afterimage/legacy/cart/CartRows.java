package afterimage.legacy.cart;

import static afterimage.legacy.tables.Tables.CARTS;
import static afterimage.legacy.tables.Tables.CART_ITEMS;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.select;

import afterimage.legacy.stating.Statements;
import afterimage.legacy.stating.Use;
import afterimage.legacy.tables.tables.CartItems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/// The rows of one cart, seen and written through one transaction.
record CartRows(DSLContext db, long id) {

  void say(Statements statements, Use use) {
    statements.say(db, use);
  }

  /// Two first items may come at once: the second waits for the first and finds its row.
  void createIfMissing() {
    db.insertInto(CARTS).set(CARTS.ID, id).onConflictDoNothing().execute();
  }

  /// From here on nobody else changes this cart before the transaction ends. The items are read by
  /// a statement of their own, which sees what was committed while this one waited.
  Optional<Cart> lock() {
    return db.select(CARTS.ID).from(CARTS).where(CARTS.ID.eq(id)).forUpdate().fetch().isEmpty()
        ? Optional.empty()
        : read();
  }

  /// One statement, so that cart and items are of the same moment.
  Optional<Cart> read() {
    Result<? extends Record> rows =
        db.select(CARTS.DISCOUNT, CARTS.CHECKED_OUT)
            .select(CART_ITEMS.SKU, CART_ITEMS.QUANTITY, CART_ITEMS.UNIT_PRICE)
            .from(CARTS)
            .leftJoin(CART_ITEMS)
            .on(CART_ITEMS.CART_ID.eq(CARTS.ID))
            .where(CARTS.ID.eq(id))
            .fetch();
    return rows.stream()
        .findFirst()
        .map(row -> new Cart(id, items(rows), row.get(CARTS.DISCOUNT), row.get(CARTS.CHECKED_OUT)));
  }

  private static List<CartItem> items(Result<? extends Record> rows) {
    return rows.stream()
        .filter(row -> row.get(CART_ITEMS.SKU) != null)
        .map(
            row ->
                new CartItem(
                    row.get(CART_ITEMS.SKU),
                    row.get(CART_ITEMS.QUANTITY),
                    row.get(CART_ITEMS.UNIT_PRICE)))
        .toList();
  }

  void insertItem(CartItem item) {
    db.insertInto(CART_ITEMS)
        .set(CART_ITEMS.CART_ID, id)
        .set(CART_ITEMS.SKU, item.sku())
        .set(CART_ITEMS.QUANTITY, item.quantity())
        .set(CART_ITEMS.UNIT_PRICE, item.unitPrice())
        .execute();
    touch();
  }

  void setQuantity(String sku, int quantity) {
    db.update(CART_ITEMS)
        .set(CART_ITEMS.QUANTITY, quantity)
        .where(CART_ITEMS.CART_ID.eq(id), CART_ITEMS.SKU.eq(sku))
        .execute();
    touch();
  }

  void deleteItem(String sku) {
    db.deleteFrom(CART_ITEMS).where(CART_ITEMS.CART_ID.eq(id), CART_ITEMS.SKU.eq(sku)).execute();
    touch();
  }

  void setPrice(String sku, BigDecimal price) {
    db.update(CART_ITEMS)
        .set(CART_ITEMS.UNIT_PRICE, price)
        .where(CART_ITEMS.CART_ID.eq(id), CART_ITEMS.SKU.eq(sku))
        .execute();
    touch();
  }

  /// Everything out and everything in again, whatever of it was there: nobody has to find out what
  /// is different.
  void replaceItems(List<CartItem> items) {
    db.deleteFrom(CART_ITEMS).where(CART_ITEMS.CART_ID.eq(id)).execute();
    items.forEach(this::insertItem);
    touch();
  }

  void clear() {
    db.deleteFrom(CART_ITEMS).where(CART_ITEMS.CART_ID.eq(id)).execute();
    setDiscount(Money.ZERO);
  }

  /// Its items go with it, and so does all that was known of it.
  void delete() {
    db.deleteFrom(CARTS).where(CARTS.ID.eq(id)).execute();
  }

  /// What both hold is added up and keeps its price; the other lines come over as they are.
  void take(CartRows guest) {
    CartItems theirs = CART_ITEMS.as("theirs");
    db.update(CART_ITEMS)
        .set(CART_ITEMS.QUANTITY, CART_ITEMS.QUANTITY.plus(theirs.QUANTITY))
        .from(theirs)
        .where(
            CART_ITEMS.CART_ID.eq(id), theirs.CART_ID.eq(guest.id), theirs.SKU.eq(CART_ITEMS.SKU))
        .execute();
    CartItems here = CART_ITEMS.as("here");
    db.update(CART_ITEMS)
        .set(CART_ITEMS.CART_ID, id)
        .where(
            CART_ITEMS.CART_ID.eq(guest.id),
            CART_ITEMS.SKU.notIn(select(here.SKU).from(here).where(here.CART_ID.eq(id))))
        .execute();
    guest.delete();
    touch();
  }

  void setDiscount(BigDecimal discount) {
    db.update(CARTS)
        .set(CARTS.DISCOUNT, discount)
        .set(CARTS.UPDATED_AT, currentOffsetDateTime())
        .where(CARTS.ID.eq(id))
        .execute();
  }

  void checkOut() {
    db.update(CARTS)
        .set(CARTS.CHECKED_OUT, true)
        .set(CARTS.UPDATED_AT, currentOffsetDateTime())
        .where(CARTS.ID.eq(id))
        .execute();
  }

  private void touch() {
    db.update(CARTS)
        .set(CARTS.UPDATED_AT, currentOffsetDateTime())
        .where(CARTS.ID.eq(id))
        .execute();
  }
}
