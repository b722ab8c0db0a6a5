package afterimage.capture.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.TestCatalog;
import java.nio.file.Path;

/// The shipped mappings, and others from a few lines of text.
public final class Mappings {

  private Mappings() {}

  public static Path file(String name) {
    return Path.of("..", "mappings", name);
  }

  public static Mapping cart() {
    return MappingReader.read(file("cart.yaml"), TestCatalog.shop());
  }

  public static Mapping button() {
    return MappingReader.read(file("button.yaml"), TestCatalog.shop());
  }

  public static Mapping of(String text, Catalog catalog) {
    return MappingReader.read("shop.yaml", text, catalog);
  }

  /// A mapping of the cart tables with other events.
  public static Mapping cartWith(String eventsAndMore) {
    return of(
        """
        mapping: cart
        version: 1
        streams:
          cart: { root: carts, id: "cart-{id}", members: { cart_items: cart_id } }
        """
            + eventsAndMore,
        TestCatalog.shop());
  }
}
