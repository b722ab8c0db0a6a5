package afterimage.capture.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Column.Sort;
import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import java.util.List;

/// The catalog of the cart tables, without a server.
public final class CartCatalog {

  public static final Catalog CATALOG =
      Catalog.of(
          List.of(
              table(
                  "carts",
                  List.of("id"),
                  new Column("id", "int8", Sort.INTEGER, false),
                  new Column("discount", "numeric", Sort.DECIMAL, false),
                  new Column("checked_out", "bool", Sort.BOOLEAN, false),
                  new Column("note", "text", Sort.TEXT, true),
                  new Column("updated_at", "timestamptz", Sort.TEXT, false)),
              table(
                  "cart_items",
                  List.of("cart_id", "sku"),
                  new Column("cart_id", "int8", Sort.INTEGER, false),
                  new Column("sku", "text", Sort.TEXT, false),
                  new Column("quantity", "int4", Sort.INTEGER, false),
                  new Column("unit_price", "numeric", Sort.DECIMAL, true))));

  private CartCatalog() {}

  private static Table table(String name, List<String> key, Column... columns) {
    return new Table(
        new TableId("public", name), 1, List.of(columns), key, ReplicaIdentity.FULL, List.of());
  }
}
