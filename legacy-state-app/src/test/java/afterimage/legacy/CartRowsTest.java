package afterimage.legacy;

import static afterimage.legacy.ShopOverRows.ANY;
import static afterimage.legacy.ShopOverRows.item;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.legacy.cart.Cart;
import afterimage.legacy.cart.CartAnswer;
import afterimage.legacy.cart.Carts;
import afterimage.legacy.cart.Discount;
import afterimage.legacy.cart.Requirement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CartRowsTest {

  private final ShopOverRows world = ShopOverRows.empty();
  private final Carts carts = world.shop().carts();

  @Test
  void cart_101_goes_through_seven_steps_and_its_rows_show_only_the_last() {
    carts.add(101, item("banana", 1, "1.00"), ANY);
    assertThat(world.carts()).containsExactly("101 0.00 f");
    assertThat(world.items()).containsExactly("101 banana 1 1.00");

    carts.add(101, item("apple", 1, "1.50"), ANY);
    assertThat(world.items()).containsExactly("101 apple 1 1.50", "101 banana 1 1.00");

    carts.add(101, item("banana", 1, "1.00"), ANY);
    assertThat(world.items()).containsExactly("101 apple 1 1.50", "101 banana 2 1.00");

    carts.remove(101, "apple", 1, Optional.of("too sour"), ANY);
    assertThat(world.items()).containsExactly("101 banana 2 1.00");

    carts.discount(
        101,
        new Discount.Amount(new BigDecimal("0.10")),
        Optional.of(new Requirement.Holds("banana", 2)),
        ANY);
    assertThat(world.carts()).containsExactly("101 0.10 f");

    carts.add(101, item("mango", 1, "2.00"), ANY);
    assertThat(world.items()).containsExactly("101 banana 2 1.00", "101 mango 1 2.00");

    CartAnswer answer = carts.checkOut(101, ANY);
    assertThat(world.carts()).containsExactly("101 0.10 t");
    assertThat(world.items()).containsExactly("101 banana 2 1.00", "101 mango 1 2.00");

    Cart cart =
        new Cart(
            101,
            List.of(item("banana", 2, "1.00"), item("mango", 1, "2.00")),
            new BigDecimal("0.10"),
            true);
    assertThat(answer).isEqualTo(new CartAnswer.Done(cart));
    assertThat(cart.total()).isEqualTo(new BigDecimal("3.90"));
    assertThat(carts.find(101)).contains(cart);
    assertThat(world.received())
        .containsExactly(
            """
            {"cart":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00},\
            {"sku":"mango","quantity":1,"unitPrice":2.00}],"discount":0.10,"total":3.90}""");
  }

  @Test
  void some_of_an_item_are_removed_by_a_smaller_quantity() {
    carts.add(1, item("banana", 5, "1.00"), ANY);

    carts.remove(1, "banana", 3, Optional.empty(), ANY);

    assertThat(world.items()).containsExactly("1 banana 2 1.00");
  }

  @Test
  void discounts_add_up_in_one_number() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    carts.discount(1, new Discount.Amount(new BigDecimal("0.1")), Optional.empty(), ANY);
    carts.discount(1, new Discount.Amount(new BigDecimal("0.25")), Optional.empty(), ANY);

    assertThat(world.carts()).containsExactly("1 0.35 f");
  }

  @Test
  void a_discount_stays_when_items_go_and_the_total_is_never_below_zero() {
    carts.add(1, item("banana", 2, "1.00"), ANY);
    carts.discount(1, new Discount.Amount(new BigDecimal("1.50")), Optional.empty(), ANY);
    carts.remove(1, "banana", 1, Optional.empty(), ANY);

    Cart cart = carts.find(1).orElseThrow();
    assertThat(cart.discount()).isEqualTo(new BigDecimal("1.50"));
    assertThat(cart.total()).isEqualTo(new BigDecimal("0.00"));
  }

  @Test
  void every_change_sets_updated_at() {
    carts.add(1, item("banana", 2, "1.00"), ANY);
    carts.add(2, item("mango", 1, "1.00"), ANY);
    List<Runnable> changes =
        List.of(
            () -> carts.add(1, item("apple", 1, "1.00"), ANY),
            () -> carts.add(1, item("banana", 1, "1.00"), ANY),
            () -> carts.remove(1, "banana", 1, Optional.empty(), ANY),
            () -> carts.remove(1, "apple", 1, Optional.empty(), ANY),
            () -> carts.changeQuantity(1, "banana", 3, ANY),
            () -> carts.correctPrice(1, "banana", BigDecimal.TWO, ANY),
            () -> carts.discount(1, new Discount.Amount(BigDecimal.ONE), Optional.empty(), ANY),
            () -> carts.clear(1, ANY),
            () -> carts.save(1, List.of(item("banana", 2, "1.00")), ANY),
            () -> carts.save(1, List.of(), ANY),
            () -> carts.mergeGuest(1, 2, ANY),
            () -> carts.checkOut(1, ANY));

    List<String> moments = new ArrayList<>(updatedAt());
    for (Runnable change : changes) {
      change.run();
      moments.addAll(updatedAt());
    }

    assertThat(moments).doesNotHaveDuplicates().isSorted();
  }

  private List<String> updatedAt() {
    return world.rows(
        "select to_char(updated_at, 'YYYY-MM-DD HH24:MI:SS.US') from carts where id = 1");
  }

  @Test
  void the_subscriber_is_told_before_the_checkout_is_committed() {
    List<List<String>> seen = new ArrayList<>();
    Carts told =
        new LegacyShop(world.database().dataSource(), _ -> seen.add(world.carts())).carts();
    told.add(1, item("banana", 1, "1.00"), ANY);

    told.checkOut(1, ANY);

    assertThat(seen).containsExactly(List.of("1 0.00 f"));
  }

  @Test
  void a_checkout_stands_when_the_subscriber_fails() {
    Carts untold =
        new LegacyShop(
                world.database().dataSource(),
                _ -> {
                  throw new IllegalStateException("out of order");
                })
            .carts();
    untold.add(1, item("banana", 1, "1.00"), ANY);

    assertThat(untold.checkOut(1, ANY)).isInstanceOf(CartAnswer.Done.class);
    assertThat(world.carts()).containsExactly("1 0.00 t");
  }

  @Test
  void two_shops_of_one_process_do_not_see_each_other() {
    ShopOverRows other = ShopOverRows.empty();
    carts.add(1, item("banana", 1, "1.00"), ANY);

    assertThat(other.shop().carts().find(1)).isEmpty();
  }
}
