package afterimage.eventsourced.cart;

import static afterimage.eventsourced.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.eventsourced.Given;
import afterimage.eventsourced.cart.CartCommand.AddItem;
import afterimage.eventsourced.cart.CartCommand.ApplyDiscount;
import afterimage.eventsourced.cart.CartCommand.CheckOut;
import afterimage.eventsourced.cart.CartCommand.RemoveItem;
import afterimage.eventsourced.cart.CartEvent.CartFound;
import afterimage.eventsourced.cart.CartEvent.CheckedOut;
import afterimage.eventsourced.cart.CartEvent.DiscountApplied;
import afterimage.eventsourced.cart.CartEvent.ItemAdded;
import afterimage.eventsourced.cart.CartEvent.ItemFound;
import afterimage.eventsourced.cart.CartEvent.ItemRemoved;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CartDeciderTest {

  private static final ItemAdded BANANA = new ItemAdded("banana", 1, money("1.00"));
  private static final CheckedOut CLOSED =
      new CheckedOut(List.of(new CartItem("banana", 1, money("1.00"))), money("0.00"));

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  private static Given<CartCommand, Cart, CartEvent> cart(CartEvent... events) {
    return given(new CartDecider(101), events);
  }

  private static DiscountApplied discount(String amount) {
    return new DiscountApplied(money(amount), null);
  }

  @Test
  void the_seven_steps_of_cart_101() {
    List<CartCommand> steps =
        List.of(
            new AddItem("banana", 1, money("1.00")),
            new AddItem("apple", 1, money("1.50")),
            new AddItem("banana", 1, money("1.00")),
            new RemoveItem("apple", 1, "changed my mind"),
            new ApplyDiscount(
                new Discount.Amount(money("0.10")), new Requirement.Holds("banana", 2)),
            new AddItem("mango", 1, money("2.00")),
            new CheckOut());
    CartDecider decider = new CartDecider(101);
    List<CartEvent> events = new ArrayList<>();
    steps.forEach(step -> events.addAll(decider.decide(step, decider.fold(events))));

    List<CartItem> items =
        List.of(new CartItem("banana", 2, money("1.00")), new CartItem("mango", 1, money("2.00")));
    assertThat(events)
        .containsExactly(
            BANANA,
            new ItemAdded("apple", 1, money("1.50")),
            BANANA,
            new ItemRemoved("apple", 1, "changed my mind"),
            new DiscountApplied(money("0.10"), new Requirement.Holds("banana", 2)),
            new ItemAdded("mango", 1, money("2.00")),
            new CheckedOut(items, money("0.10")));
    Cart cart = decider.fold(events);
    assertThat(cart).isEqualTo(new Cart(101, true, items, money("0.10"), true));
    assertThat(cart.total()).hasToString("3.90");
  }

  @Test
  void a_cart_that_has_not_begun_is_empty() {
    assertThat(cart().state()).isEqualTo(new Cart(101, false, List.of(), money("0.00"), false));
  }

  @Test
  void only_an_item_begins_a_cart() {
    String sentence = "There is no cart 101; a cart comes into being with its first item.";
    cart().when(new AddItem("banana", 1, money("1"))).then(BANANA);
    cart().when(new RemoveItem("banana", 1, null)).thenRefused("cart-unknown", sentence);
    cart()
        .when(new ApplyDiscount(new Discount.Amount(money("0.10")), null))
        .thenRefused("cart-unknown", sentence);
    cart().when(new CheckOut()).thenRefused("cart-unknown", sentence);
  }

  @Test
  void nothing_changes_a_cart_that_is_checked_out() {
    String sentence = "Cart 101 is checked out; it cannot be changed any more.";
    for (CartCommand command :
        List.of(
            new AddItem("banana", 1, money("1.00")),
            new RemoveItem("banana", 1, null),
            new ApplyDiscount(new Discount.Amount(money("0.10")), null),
            new CheckOut())) {
      cart(BANANA, CLOSED).when(command).thenRefused("cart-checked-out", sentence);
    }
  }

  @Test
  void an_item_has_one_price_in_a_cart() {
    cart(BANANA)
        .when(new AddItem("banana", 1, money("1.2")))
        .thenRefused("price-differs", "Cart 101 holds banana at 1.00; it cannot be added at 1.20.");
    cart(BANANA, new ItemRemoved("banana", 1, null))
        .when(new AddItem("banana", 1, money("1.20")))
        .then(new ItemAdded("banana", 1, money("1.20")));
  }

  @Test
  void a_line_holds_a_million_and_no_more() {
    ItemAdded nearly = new ItemAdded("banana", 999_999, money("1.00"));
    cart(nearly).when(new AddItem("banana", 1, money("1.00"))).then(BANANA);
    cart(nearly)
        .when(new AddItem("banana", 2, money("1.00")))
        .thenRefused(
            "quantity-too-large", "Cart 101 holds 999999 banana; 2 more would exceed 1000000.");
  }

  @Test
  void what_is_not_there_cannot_be_removed() {
    cart(BANANA)
        .when(new RemoveItem("banana", 2, null))
        .thenRefused("item-not-in-cart", "Cart 101 holds 1 banana; 2 cannot be removed.");
    cart(BANANA)
        .when(new RemoveItem("apple", 1, null))
        .thenRefused("item-not-in-cart", "Cart 101 holds 0 apple; 1 cannot be removed.");
    cart(BANANA)
        .when(new RemoveItem("banana", 1, "too ripe"))
        .then(new ItemRemoved("banana", 1, "too ripe"));
  }

  @Test
  void a_discount_needs_what_it_requires() {
    cart(BANANA)
        .when(
            new ApplyDiscount(
                new Discount.Amount(money("0.10")), new Requirement.Holds("banana", 2)))
        .thenRefused("requirement-not-met", "Cart 101 holds 1 banana; the discount requires 2.");
    cart(BANANA)
        .when(
            new ApplyDiscount(
                new Discount.Amount(money("0.10")), new Requirement.Holds("banana", 1)))
        .then(new DiscountApplied(money("0.10"), new Requirement.Holds("banana", 1)));
  }

  @Test
  void all_discounts_together_are_at_most_what_the_items_cost() {
    cart(BANANA, discount("0.60"))
        .when(new ApplyDiscount(new Discount.Amount(money("0.4")), null))
        .then(discount("0.40"));
    cart(BANANA, discount("0.60"))
        .when(new ApplyDiscount(new Discount.Amount(money("0.41")), null))
        .thenRefused(
            "discount-too-large", "Cart 101 has a discount of 0.60; 0.41 more would exceed 1.00.");
  }

  @Test
  void an_empty_cart_cannot_be_checked_out() {
    cart(BANANA, new ItemRemoved("banana", 1, null))
        .when(new CheckOut())
        .thenRefused("cart-empty", "Cart 101 holds no items; it cannot be checked out.");
  }

  @Test
  void removing_items_takes_no_discount_back_and_nobody_is_paid() {
    Cart cart = cart(BANANA, discount("1.00"), new ItemRemoved("banana", 1, null)).state();
    assertThat(cart.discount()).hasToString("1.00");
    assertThat(cart.total()).hasToString("0.00");
  }

  @Test
  void what_has_happened_is_folded_even_if_it_should_not_have() {
    assertThat(cart(new ItemRemoved("banana", 3, null)).state())
        .isEqualTo(new Cart(101, true, List.of(), money("0.00"), false));
    assertThat(cart(BANANA, new ItemRemoved("banana", 3, null)).state().items()).isEmpty();
    assertThat(cart(BANANA, BANANA, new ItemRemoved("banana", 1, null)).state().items())
        .containsExactly(new CartItem("banana", 1, money("1.00")));
    assertThat(cart(BANANA, new ItemAdded("banana", 1, money("2.00"))).state().items())
        .containsExactly(new CartItem("banana", 2, money("2.00")));
    assertThat(cart(new ItemAdded("banana", -2, money("2.00"))).state().items()).isEmpty();
    assertThat(cart(discount("9.00"), discount("-4.00")).state().discount()).hasToString("5.00");
    assertThat(cart(new CheckedOut(null, null), BANANA).state())
        .isEqualTo(
            new Cart(
                101, true, List.of(new CartItem("banana", 1, money("1.00"))), money("0.00"), true));
    assertThat(cart(BANANA, new CheckedOut(List.of(), money("9.00"))).state())
        .isEqualTo(cart(BANANA, CLOSED).state());
  }

  @Test
  void a_cart_that_was_found_is_as_it_was_found_whatever_was_told_of_it_before() {
    assertThat(
            cart(
                    BANANA,
                    discount("0.10"),
                    new CartFound(money("0.50"), true),
                    new ItemFound("pear", 2, money("0.40")))
                .state())
        .isEqualTo(
            new Cart(
                101, true, List.of(new CartItem("pear", 2, money("0.40"))), money("0.50"), true));
    assertThat(cart(BANANA, CLOSED, new CartFound(money("0.00"), false)).state())
        .isEqualTo(new Cart(101, true, List.of(), money("0.00"), false));
  }

  @Test
  void what_can_never_be_asked_is_no_command() {
    assertThatThrownBy(() -> new AddItem("a b", 1, money("1.00")))
        .hasMessage("The sku is a b; expected 1 to 64 letters, digits and _.~-");
    assertThatThrownBy(() -> new AddItem("banana", 1001, money("1.00")))
        .hasMessage("The quantity is 1001; expected 1 to 1000");
    assertThatThrownBy(() -> new AddItem("banana", 1, money("1.001")))
        .hasMessage("The amount is 1.001; expected at most two decimals");
    assertThatThrownBy(() -> new AddItem("banana", 1, money("-0.01")))
        .hasMessage("The unit price is -0.01; expected 0.00 to 1000000.00");
    assertThatThrownBy(() -> new RemoveItem("banana", 1, "a\nb"))
        .hasMessage("The reason has more than 200 characters or a control character");
    assertThat(new RemoveItem("banana", 1, "\ud83c\udf4c".repeat(200)).reason()).isNotNull();
    assertThatThrownBy(() -> new RemoveItem("banana", 1, "a".repeat(201)))
        .hasMessage("The reason has more than 200 characters or a control character");
    assertThatThrownBy(() -> new AddItem("banana", 1, money("1000000.01")))
        .hasMessage("The unit price is 1000000.01; expected 0.00 to 1000000.00");
    assertThatThrownBy(() -> new ApplyDiscount(new Discount.Amount(money("0.00")), null))
        .hasMessage("The amount is 0.00; expected 0.01 to 1000000.00");
    assertThatThrownBy(
            () ->
                new ApplyDiscount(
                    new Discount.Amount(money("1")), new Requirement.Holds("banana", 0)))
        .hasMessage("The quantity is 0; expected 1 to 1000");
    assertThatThrownBy(
            () ->
                new ApplyDiscount(
                    new Discount.Amount(money("1")), new Requirement.Worth(money("0.00"))))
        .hasMessage("The required total is 0.00; expected 0.01 to 1000000.00");
    for (int percent : List.of(0, 101)) {
      assertThatThrownBy(() -> new ApplyDiscount(new Discount.Percent(percent), null))
          .hasMessage("The discount is " + percent + " percent; expected 1 to 100");
    }
    assertThatThrownBy(() -> new ApplyDiscount(new Discount.Free("banana", 0), null))
        .hasMessage("The quantity is 0; expected 1 to 1000");
  }
}
