package afterimage.cli.bench;

import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.replication.LogSequenceNumber;

/// What the legacy app's log shows of carts that are filled, changed and checked out: seven
/// transactions each, as that app makes them.
final class CartLives {

  private static final TableId CARTS = TableId.parse("carts");
  private static final TableId ITEMS = TableId.parse("cart_items");

  private final List<ChangeSet> changeSets = new ArrayList<>();
  private final List<RowChange> changes = new ArrayList<>();
  private long lsn = 16;

  private CartLives() {}

  static List<ChangeSet> of(int carts) {
    CartLives lives = new CartLives();
    for (int id = 1; id <= carts; id++) {
      lives.live(id);
    }
    return lives.changeSets;
  }

  private void live(long id) {
    Row cart = cart(id, "0.00", false, 0);
    insert(CARTS, cart);
    insert(ITEMS, item(id, "tea", 2));
    commit();
    Row touched = cart(id, "0.00", false, 1);
    insert(ITEMS, item(id, "jam", 1));
    update(CARTS, cart, touched);
    commit();
    Row again = cart(id, "0.00", false, 2);
    update(ITEMS, item(id, "tea", 2), item(id, "tea", 5));
    update(CARTS, touched, again);
    commit();
    Row third = cart(id, "0.00", false, 3);
    update(ITEMS, item(id, "tea", 5), item(id, "tea", 4));
    update(CARTS, again, third);
    commit();
    Row discounted = cart(id, "1.50", false, 4);
    update(CARTS, third, discounted);
    commit();
    Row without = cart(id, "1.50", false, 5);
    changes.add(new RowChange.Deleted(ITEMS, next(), new OldRow.Full(item(id, "jam", 1))));
    update(CARTS, discounted, without);
    commit();
    update(CARTS, without, cart(id, "1.50", true, 6));
    commit();
  }

  private static Row cart(long id, String discount, boolean checkedOut, int minute) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    cells.put("id", new Cell.Value(id));
    cells.put("discount", new Cell.Value(new BigDecimal(discount)));
    cells.put("checked_out", new Cell.Value(checkedOut));
    cells.put("updated_at", new Cell.Value("2026-11-23T10:0%d:00.123456Z".formatted(minute)));
    return new Row(cells);
  }

  private static Row item(long cart, String sku, long quantity) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    cells.put("cart_id", new Cell.Value(cart));
    cells.put("sku", new Cell.Value(sku));
    cells.put("quantity", new Cell.Value(quantity));
    cells.put("unit_price", new Cell.Value(new BigDecimal("1.50")));
    return new Row(cells);
  }

  private void insert(TableId table, Row row) {
    changes.add(new RowChange.Inserted(table, next(), row));
  }

  private void update(TableId table, Row before, Row after) {
    changes.add(new RowChange.Updated(table, next(), new OldRow.Full(before), after));
  }

  private Position next() {
    return new Position(LogSequenceNumber.valueOf(lsn), changes.size() + 1);
  }

  private void commit() {
    changeSets.add(
        new ChangeSet(
            lsn, LogSequenceNumber.valueOf(lsn), Instant.EPOCH, List.copyOf(changes), List.of()));
    changes.clear();
    lsn += 8;
  }
}
