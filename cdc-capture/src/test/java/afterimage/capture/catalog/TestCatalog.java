package afterimage.capture.catalog;

import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.List;

/// The tables that the shipped mappings read, made by hand.
public final class TestCatalog {

  public static final TableId CARTS = TableId.parse("carts");
  public static final TableId ITEMS = TableId.parse("cart_items");
  public static final TableId BUTTONS = TableId.parse("buttons");

  private TestCatalog() {}

  public static Catalog shop() {
    return Catalog.of(
        List.of(
            table(
                CARTS,
                List.of("id"),
                "id int8",
                "discount numeric=0",
                "checked_out bool=false",
                "updated_at timestamptz"),
            table(
                ITEMS,
                List.of("cart_id", "sku"),
                "cart_id int8",
                "sku text",
                "quantity int4",
                "unit_price numeric"),
            table(BUTTONS, List.of("id"), "id text", "state text")));
  }

  /// @param columns each a name and a type; with a `?` after the type it may be NULL, and a default
  ///     may follow a `=`
  public static Table table(TableId id, List<String> key, String... columns) {
    List<Column> made = new ArrayList<>();
    for (String column : columns) {
      int blank = column.lastIndexOf(' ');
      int equals = column.indexOf('=');
      String spelt = column.substring(blank + 1, equals < 0 ? column.length() : equals);
      boolean nullable = spelt.endsWith("?");
      String type = nullable ? spelt.substring(0, spelt.length() - 1) : spelt;
      Column plain = new Column(column.substring(0, blank), type, Column.sort(type), nullable);
      made.add(
          equals < 0
              ? plain
              : new Column(
                  plain.name(),
                  type,
                  plain.sort(),
                  nullable,
                  plain.element(),
                  plain.labels(),
                  CellText.read(column.substring(equals + 1), plain.sort())));
    }
    return new Table(id, 1, made, key, ReplicaIdentity.FULL, List.of());
  }
}
