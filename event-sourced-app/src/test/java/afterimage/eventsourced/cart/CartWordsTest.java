package afterimage.eventsourced.cart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an audit says of each event, after who did it.
class CartWordsTest {

  private static final List<CartItem> LINES =
      List.of(new CartItem("apple", 2, money("1.5")), new CartItem("kiwi", 1, money("0.5")));

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  private static void says(CartEvent event, String words) {
    assertThat(CartWords.of(event)).isEqualTo(words);
  }

  @Test
  void what_was_found() {
    says(
        new CartEvent.CartFound(money("0.1"), false),
        "found the cart with a discount of 0.10; its earlier history is not known");
    says(
        new CartEvent.CartFound(money("0"), true),
        "found the cart checked out, with a discount of 0.00; its earlier history is not known");
    says(new CartEvent.ItemFound("apple", 2, money("1.5")), "found 2 apple at 1.50 in it");
  }

  @Test
  void items_and_prices() {
    says(new CartEvent.ItemAdded("apple", 2, money("1.5")), "added 2 apple at 1.50");
    says(new CartEvent.ItemRemoved("apple", 2, null), "took out 2 apple");
    says(new CartEvent.ItemRemoved("apple", 2, "expired"), "took out 2 apple (expired)");
    says(new CartEvent.QuantityChanged("apple", 2), "changed the quantity of apple to 2");
    says(
        new CartEvent.PriceCorrected("apple", money("1.2")),
        "corrected the price of apple to 1.20");
    says(
        new CartEvent.PriceChanged("apple", money("1.2")),
        "changed the price of apple to 1.20 in the catalogue");
  }

  @Test
  void discounts_of_each_kind_and_what_they_required() {
    BigDecimal dime = money("0.1");
    says(new CartEvent.DiscountApplied(dime, null), "gave a discount of 0.10");
    says(
        new CartEvent.DiscountApplied(dime, 10, null, new Requirement.Holds("apple", 2)),
        "gave a discount of 0.10 (10 %) for 2 apple");
    says(
        new CartEvent.DiscountApplied(
            dime, null, new Discount.Free("kiwi", 1), new Requirement.Worth(money("3"))),
        "gave a discount of 0.10 (1 kiwi free) for items worth 3.00");
    says(new CartEvent.DiscountWithdrawn(dime), "withdrew a discount of 0.10");
  }

  @Test
  void whole_carts() {
    says(
        new CartEvent.GuestCartMerged(7, LINES),
        "merged the guest's cart 7: 2 apple at 1.50, 1 kiwi at 0.50");
    says(new CartEvent.GuestCartMerged(7, List.of()), "merged the guest's cart 7: nothing");
    says(new CartEvent.MergedIntoCart(7), "merged it into cart 7");
    says(new CartEvent.CartCleared(), "cleared the cart");
    says(new CartEvent.CartAbandoned(), "gave the cart up");
    says(new CartEvent.CartSaved(LINES), "saved the form: 2 apple at 1.50, 1 kiwi at 0.50");
    says(new CartEvent.CheckedOut(null, null), "checked out");
    says(
        new CartEvent.CheckedOut(LINES, money("0")),
        "checked out: 2 apple at 1.50, 1 kiwi at 0.50");
    says(new CartEvent.CheckoutCancelled(), "cancelled the checkout");
  }
}
