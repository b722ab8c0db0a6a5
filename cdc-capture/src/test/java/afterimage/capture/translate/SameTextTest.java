package afterimage.capture.translate;

import static afterimage.capture.catalog.TestCatalog.CARTS;
import static afterimage.capture.catalog.TestCatalog.ITEMS;
import static afterimage.capture.translate.Derivation.cart;
import static afterimage.capture.translate.Derivation.item;
import static afterimage.capture.translate.Derivation.told;
import static afterimage.capture.translate.Derivation.updated;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.mapping.Mappings;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/// A row that was stored and read back has lost the order of its columns.
class SameTextTest {

  private static final String MAPPING =
      """
      events:
        CheckedOut:
          from: [ { update: carts, becomes: { checked_out: true }, data: { items: rows.public.cart_items } } ]
      """;

  private static Row reversed(Row row) {
    LinkedHashMap<String, Cell> cells = new LinkedHashMap<>();
    row.cells().forEach((column, cell) -> cells.putFirst(column, cell));
    return new Row(cells);
  }

  @Test
  void an_event_with_whole_rows_has_the_same_text_after_a_restart() {
    Row tea = item(1, "tea", 2, "1.50");
    var checkOut = updated(CARTS, cart(1, "0", false), cart(1, "0", true));
    var one = Derivation.with(Mappings.cartWith(MAPPING)).knowing("cart-1", ITEMS, "1|tea", tea);
    var other =
        Derivation.with(Mappings.cartWith(MAPPING))
            .knowing("cart-1", ITEMS, "1|tea", reversed(tea));

    assertThat(told(one.when(checkOut)))
        .containsExactly(
            "cart-1 CheckedOut {\"items\":[{\"cart_id\":1,\"quantity\":2,\"sku\":\"tea\",\"unit_price\":1.50}]}");
    assertThat(told(other.when(checkOut))).isEqualTo(told(one.when(checkOut)));
  }
}
