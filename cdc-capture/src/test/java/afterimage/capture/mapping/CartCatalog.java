package afterimage.capture.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.TestCatalog;
import java.util.List;

/// The catalog of the cart tables, without a server; with a column that no shipped mapping reads.
public final class CartCatalog {

  public static final Catalog CATALOG =
      Catalog.of(
          List.of(
              TestCatalog.table(
                  TestCatalog.CARTS,
                  List.of("id"),
                  "id int8",
                  "discount numeric=0",
                  "checked_out bool=false",
                  "note text?",
                  "updated_at timestamptz"),
              TestCatalog.table(
                  TestCatalog.ITEMS,
                  List.of("cart_id", "sku"),
                  "cart_id int8",
                  "sku text",
                  "quantity int4",
                  "unit_price numeric?")));

  private CartCatalog() {}
}
