package afterimage.eventsourced.cart;

import static afterimage.eventsourced.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.eventsourced.Given;
import afterimage.eventsourced.cart.CartCommand.Abandon;
import afterimage.eventsourced.cart.CartCommand.AddItem;
import afterimage.eventsourced.cart.CartCommand.ApplyDiscount;
import afterimage.eventsourced.cart.CartCommand.ChangeQuantity;
import afterimage.eventsourced.cart.CartCommand.Clear;
import afterimage.eventsourced.cart.CartCommand.CorrectPrice;
import afterimage.eventsourced.cart.CartCommand.MergeGuest;
import afterimage.eventsourced.cart.CartCommand.MergeInto;
import afterimage.eventsourced.cart.CartCommand.Save;
import afterimage.eventsourced.cart.CartCommand.TakeCataloguePrice;
import afterimage.eventsourced.cart.CartEvent.CartAbandoned;
import afterimage.eventsourced.cart.CartEvent.CartCleared;
import afterimage.eventsourced.cart.CartEvent.CartSaved;
import afterimage.eventsourced.cart.CartEvent.CheckedOut;
import afterimage.eventsourced.cart.CartEvent.DiscountApplied;
import afterimage.eventsourced.cart.CartEvent.GuestCartMerged;
import afterimage.eventsourced.cart.CartEvent.ItemAdded;
import afterimage.eventsourced.cart.CartEvent.ItemRemoved;
import afterimage.eventsourced.cart.CartEvent.MergedIntoCart;
import afterimage.eventsourced.cart.CartEvent.PriceChanged;
import afterimage.eventsourced.cart.CartEvent.PriceCorrected;
import afterimage.eventsourced.cart.CartEvent.QuantityChanged;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What else can be done to a cart than the seven steps of [CartDeciderTest].
class CartRulesTest {

  private static final ItemAdded BANANA = new ItemAdded("banana", 1, money("1.00"));
  private static final CheckedOut CLOSED = new CheckedOut(null, null);
  private static final String UNKNOWN =
      "There is no cart 101; a cart comes into being with its first item.";

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  private static CartItem line(String sku, long quantity, String price) {
    return new CartItem(sku, quantity, money(price));
  }

  private static Given<CartCommand, Cart, CartEvent> cart(CartEvent... events) {
    return given(new CartDecider(101), events);
  }

  @Test
  void a_quantity_is_changed_and_one_that_is_there_is_no_change() {
    cart(BANANA).when(new ChangeQuantity("banana", 5)).then(new QuantityChanged("banana", 5));
    cart(BANANA).when(new ChangeQuantity("banana", 1)).then();
    cart(BANANA)
        .when(new ChangeQuantity("apple", 1))
        .thenRefused("item-not-in-cart", "Cart 101 holds no apple.");
    assertThat(cart(BANANA, new QuantityChanged("banana", 5)).state().items())
        .containsExactly(line("banana", 5, "1.00"));
  }

  @Test
  void a_price_is_corrected_by_an_employee_or_changed_in_the_catalogue() {
    cart(BANANA)
        .when(new CorrectPrice("banana", money("0.8")))
        .then(new PriceCorrected("banana", money("0.80")));
    cart(BANANA)
        .when(new TakeCataloguePrice("banana", money("0.8")))
        .then(new PriceChanged("banana", money("0.80")));
    cart(BANANA).when(new CorrectPrice("banana", money("1"))).then();
    cart(BANANA).when(new TakeCataloguePrice("banana", money("1"))).then();
    cart(BANANA)
        .when(new CorrectPrice("apple", money("1")))
        .thenRefused("item-not-in-cart", "Cart 101 holds no apple.");
    assertThat(cart(BANANA, new PriceCorrected("banana", money("0.80"))).state().items())
        .isEqualTo(cart(BANANA, new PriceChanged("banana", money("0.80"))).state().items())
        .containsExactly(line("banana", 1, "0.80"));
  }

  @Test
  void a_percentage_is_of_what_the_items_are_worth_and_is_rounded_half_up() {
    cart(new ItemAdded("pear", 5, money("0.33")))
        .when(new ApplyDiscount(new Discount.Percent(10), null))
        .then(new DiscountApplied(money("0.17"), 10, null, null));
    cart(new ItemAdded("pear", 10, money("1.00")), new DiscountApplied(money("5.00"), null))
        .when(new ApplyDiscount(new Discount.Percent(10), null))
        .then(new DiscountApplied(money("1.00"), 10, null, null));
    cart(new ItemAdded("pear", 1, money("0.04")))
        .when(new ApplyDiscount(new Discount.Percent(10), null))
        .thenRefused(
            "discount-worth-nothing",
            "The discount comes to 0.00 on cart 101; expected 0.01 or more.");
  }

  @Test
  void some_of_an_article_are_free_if_they_are_there() {
    cart(new ItemAdded("pear", 3, money("0.33")))
        .when(new ApplyDiscount(new Discount.Free("pear", 2), new Requirement.Holds("pear", 3)))
        .then(
            new DiscountApplied(
                money("0.66"),
                null,
                new Discount.Free("pear", 2),
                new Requirement.Holds("pear", 3)));
    cart(BANANA)
        .when(new ApplyDiscount(new Discount.Free("banana", 2), null))
        .thenRefused("requirement-not-met", "Cart 101 holds 1 banana; the discount requires 2.");
  }

  @Test
  void a_discount_may_require_what_the_items_are_worth() {
    Discount dime = new Discount.Amount(money("0.10"));
    cart(BANANA)
        .when(new ApplyDiscount(dime, new Requirement.Worth(money("1.00"))))
        .then(new DiscountApplied(money("0.10"), new Requirement.Worth(money("1.00"))));
    cart(BANANA)
        .when(new ApplyDiscount(dime, new Requirement.Worth(money("1.01"))))
        .thenRefused(
            "requirement-not-met", "Cart 101 holds items worth 1.00; the discount requires 1.01.");
  }

  @Test
  void discounts_come_to_no_more_than_the_rows_of_the_other_shop_could_hold() {
    cart(
            new ItemAdded("yacht", 1_000, money("1000000.00")),
            new DiscountApplied(money("99999999.00"), null))
        .when(new ApplyDiscount(new Discount.Amount(money("1.00")), null))
        .thenRefused(
            "discount-too-large",
            "Cart 101 has a discount of 99999999.00; 1.00 more would exceed 99999999.99.");
  }

  @Test
  void what_a_guest_had_is_added_and_keeps_the_price_that_it_has_here() {
    List<CartItem> theirs = List.of(line("banana", 2, "9.00"), line("mango", 1, "2.00"));
    cart(BANANA).when(new MergeGuest(202, theirs)).then(new GuestCartMerged(202, theirs));
    assertThat(cart(BANANA, new GuestCartMerged(202, theirs)).state().items())
        .containsExactly(line("banana", 3, "1.00"), line("mango", 1, "2.00"));
    cart().when(new MergeGuest(202, theirs)).then(new GuestCartMerged(202, theirs));
    cart(new ItemAdded("banana", 999_999, money("1.00")))
        .when(new MergeGuest(202, theirs))
        .thenRefused(
            "quantity-too-large", "Cart 101 holds 999999 banana; 2 more would exceed 1000000.");
  }

  @Test
  void a_cart_that_was_merged_or_abandoned_is_no_more_and_may_begin_again() {
    cart(BANANA).when(new MergeInto(7)).then(new MergedIntoCart(7));
    cart(BANANA).when(new Abandon()).then(new CartAbandoned());
    for (CartEvent end : List.of(new MergedIntoCart(7), new CartAbandoned())) {
      assertThat(cart(BANANA, end).state()).isEqualTo(cart().state());
      cart(BANANA, end).when(new Clear()).thenRefused("cart-unknown", UNKNOWN);
      cart(BANANA, end)
          .when(new AddItem("banana", 1, money("3.00")))
          .then(new ItemAdded("banana", 1, money("3.00")));
    }
  }

  @Test
  void clearing_takes_everything_out_and_is_not_the_same_as_taking_out_everything() {
    DiscountApplied discount = new DiscountApplied(money("0.10"), null);
    cart(BANANA, discount).when(new Clear()).then(new CartCleared());
    assertThat(cart(BANANA, discount, new CartCleared()).state())
        .isEqualTo(new Cart(101, true, List.of(), money("0.00"), false));
    assertThat(cart(BANANA, discount, new ItemRemoved("banana", 1, null)).state().discount())
        .hasToString("0.10");
    cart(BANANA, new ItemRemoved("banana", 1, null)).when(new Clear()).then();
    cart(BANANA, discount, new ItemRemoved("banana", 1, null))
        .when(new Clear())
        .then(new CartCleared());
  }

  @Test
  void a_form_says_what_the_cart_holds_and_one_that_says_what_it_holds_is_no_change() {
    List<CartItem> form = List.of(line("mango", 1, "2.00"), line("banana", 2, "1.00"));
    List<CartItem> sorted = List.of(line("banana", 2, "1.00"), line("mango", 1, "2.00"));
    cart(BANANA).when(new Save(form)).then(new CartSaved(sorted));
    cart(new CartSaved(sorted)).when(new Save(form)).then();
    cart().when(new Save(List.of())).then(new CartSaved(List.of()));
    assertThat(cart(BANANA, new CartSaved(List.of())).state().items()).isEmpty();
    cart(BANANA)
        .when(new Save(List.of(line("banana", 1, "1.20"))))
        .thenRefused("price-differs", "Cart 101 holds banana at 1.00; it cannot be added at 1.20.");
    assertThatThrownBy(() -> new Save(List.of(line("a", 1, "1"), line("a", 2, "1"))))
        .hasMessage("The form has a twice");
    assertThatThrownBy(() -> new Save(List.of(line("a", 0, "1"))))
        .hasMessage("The quantity is 0; expected 1 to 1000");
    assertThatThrownBy(() -> new Save(Collections.nCopies(1001, line("a", 1, "1"))))
        .hasMessage("The form has 1001 items; expected at most 1000");
  }

  @Test
  void nothing_else_changes_a_cart_that_is_checked_out_or_not_there() {
    for (CartCommand command :
        List.of(
            new ChangeQuantity("banana", 2),
            new CorrectPrice("banana", money("2.00")),
            new TakeCataloguePrice("banana", money("2.00")),
            new MergeInto(7),
            new Clear(),
            new Abandon())) {
      cart().when(command).thenRefused("cart-unknown", UNKNOWN);
    }
    for (CartCommand command :
        List.of(
            new ChangeQuantity("banana", 2),
            new CorrectPrice("banana", money("2.00")),
            new TakeCataloguePrice("banana", money("2.00")),
            new MergeGuest(202, List.of()),
            new MergeInto(7),
            new Clear(),
            new Abandon(),
            new Save(List.of()))) {
      cart(BANANA, CLOSED)
          .when(command)
          .thenRefused(
              "cart-checked-out", "Cart 101 is checked out; it cannot be changed any more.");
    }
  }
}
