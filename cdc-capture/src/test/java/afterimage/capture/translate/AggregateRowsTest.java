package afterimage.capture.translate;

import static afterimage.capture.catalog.TestCatalog.CARTS;
import static afterimage.capture.catalog.TestCatalog.ITEMS;
import static afterimage.capture.translate.Derivation.cart;
import static afterimage.capture.translate.Derivation.deleted;
import static afterimage.capture.translate.Derivation.inserted;
import static afterimage.capture.translate.Derivation.item;
import static afterimage.capture.translate.Derivation.told;
import static afterimage.capture.translate.Derivation.truncated;
import static afterimage.capture.translate.Derivation.updated;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.change.Row;
import afterimage.capture.mapping.Mappings;
import afterimage.store.StreamId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AggregateRowsTest {

  private static final Row TEA = item(101, "tea", 2, "1.50");
  private static final Row JAM = item(101, "jam", 1, "3.00");

  private final Derivation shop =
      Derivation.with(Mappings.cart())
          .knowing("cart-101", ITEMS, "101|tea", TEA)
          .knowing("cart-102", ITEMS, "102|egg", item(102, "egg", 6, "0.20"));

  private final Derivation.Change checkOut =
      updated(CARTS, cart(101, "0.00", false), cart(101, "0.00", true));

  @Test
  void a_pattern_sees_the_rows_that_were_known_before() {
    assertThat(told(shop.when(checkOut))).containsExactly(checkedOut(text("tea", 2, "1.50")));
  }

  @Test
  void a_pattern_sees_what_the_transaction_changed_before_and_not_what_it_changes_later() {
    assertThat(
            told(shop.when(
                    inserted(ITEMS, JAM),
                    updated(ITEMS, TEA, item(101, "tea", 5, "1.50")),
                    checkOut,
                    deleted(ITEMS, JAM)))
                .get(2))
        .isEqualTo(checkedOut(text("jam", 1, "3.00") + "," + text("tea", 5, "1.50")));
  }

  @Test
  void a_deleted_row_is_gone_and_one_with_another_key_is_there_once() {
    assertThat(
            told(shop.when(
                    inserted(ITEMS, JAM),
                    deleted(ITEMS, JAM),
                    updated(ITEMS, TEA, item(101, "coffee", 2, "1.50")),
                    checkOut))
                .getLast())
        .isEqualTo(checkedOut(text("coffee", 2, "1.50")));
  }

  @Test
  void a_row_that_moved_has_left_the_one_and_is_in_the_other() {
    var move = updated(ITEMS, TEA, item(102, "tea", 2, "1.50"));

    assertThat(told(shop.when(move, checkOut)))
        .containsExactly(
            "cart-101 ItemRemoved {\"sku\":\"tea\",\"quantity\":2}",
            "cart-102 ItemAdded {\"sku\":\"tea\",\"quantity\":2,\"unitPrice\":1.50}",
            checkedOut(""));
    assertThat(shop.when(move).rows())
        .containsExactly(
            new RowImage(StreamId.of("cart-101"), ITEMS, "101|tea", Optional.empty()),
            new RowImage(
                StreamId.of("cart-102"),
                ITEMS,
                "102|tea",
                Optional.of(item(102, "tea", 2, "1.50"))));
  }

  @Test
  void a_truncate_leaves_no_row_of_its_table_but_those_that_come_after() {
    Translation translation = shop.when(inserted(ITEMS, JAM), truncated(ITEMS), checkOut);
    assertThat(told(translation).getLast()).isEqualTo(checkedOut(""));
    assertThat(translation.emptied()).containsExactly(ITEMS);

    assertThat(told(shop.when(truncated(ITEMS), inserted(ITEMS, JAM), checkOut)).getLast())
        .isEqualTo(checkedOut(text("jam", 1, "3.00")));
  }

  @Test
  void only_tables_that_a_mapping_looks_at_are_remembered() {
    assertThat(shop.when(inserted(CARTS, cart(101, "0.00", false))).rows()).isEmpty();
    assertThat(shop.when(inserted(ITEMS, JAM)).rows()).hasSize(1);
  }

  private static String checkedOut(String items) {
    return "cart-101 CheckedOut {\"items\":[%s],\"discount\":0.00}".formatted(items);
  }

  private static String text(String sku, int quantity, String price) {
    return "{\"sku\":\"%s\",\"quantity\":%d,\"unitPrice\":%s}".formatted(sku, quantity, price);
  }
}
