package afterimage.legacy;

import static afterimage.legacy.ShopOverRows.ANY;
import static afterimage.legacy.ShopOverRows.item;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.legacy.cart.CartAnswer;
import afterimage.legacy.cart.CartRefusal;
import afterimage.legacy.cart.Carts;
import afterimage.legacy.cart.Discount;
import afterimage.legacy.cart.Requirement;
import afterimage.legacy.version.ExpectedVersion;
import afterimage.legacy.version.Version;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What is refused leaves every row as it was.
class CartRefusalsTest {

  private static final ExpectedVersion OLD = new ExpectedVersion.OneOf(List.of(new Version("old")));

  private final ShopOverRows world = ShopOverRows.empty();
  private final Carts carts = world.shop().carts();

  private void refused(Supplier<CartAnswer> change, CartRefusal refusal) {
    List<String> before = everything();
    assertThat(change.get()).isEqualTo(refusal);
    assertThat(everything()).isEqualTo(before);
  }

  private List<String> everything() {
    return world.rows("select c::text || i::text from carts c left join cart_items i on true");
  }

  @Test
  void a_cart_that_is_not_there_can_only_be_added_to() {
    var unknown = new CartRefusal.Unknown(1);

    refused(() -> carts.remove(1, "banana", 1, Optional.empty(), ANY), unknown);
    refused(
        () -> carts.discount(1, new Discount.Amount(BigDecimal.ONE), Optional.empty(), ANY),
        unknown);
    refused(() -> carts.checkOut(1, ANY), unknown);
    refused(() -> carts.changeQuantity(1, "banana", 2, ANY), unknown);
    refused(() -> carts.correctPrice(1, "banana", BigDecimal.ONE, ANY), unknown);
    refused(() -> carts.clear(1, ANY), unknown);
    refused(() -> carts.abandon(1, ANY), unknown);
    refused(() -> carts.mergeGuest(2, 1, ANY), unknown);
    assertThat(world.carts()).isEmpty();
  }

  @Test
  void a_checked_out_cart_takes_no_change() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    carts.checkOut(1, ANY);
    var checkedOut = new CartRefusal.CheckedOut(1);

    refused(() -> carts.add(1, item("banana", 1, "1.00"), ANY), checkedOut);
    refused(() -> carts.remove(1, "banana", 1, Optional.empty(), ANY), checkedOut);
    refused(
        () -> carts.discount(1, new Discount.Amount(BigDecimal.ONE), Optional.empty(), ANY),
        checkedOut);
    refused(() -> carts.checkOut(1, ANY), checkedOut);
    refused(() -> carts.changeQuantity(1, "banana", 2, ANY), checkedOut);
    refused(() -> carts.correctPrice(1, "banana", BigDecimal.TWO, ANY), checkedOut);
    refused(() -> carts.clear(1, ANY), checkedOut);
    refused(() -> carts.abandon(1, ANY), checkedOut);
    refused(() -> carts.save(1, List.of(), ANY), checkedOut);
    carts.add(2, item("mango", 1, "1.00"), ANY);
    refused(() -> carts.mergeGuest(1, 2, ANY), checkedOut);
    refused(() -> carts.mergeGuest(2, 1, ANY), checkedOut);
    assertThat(world.received()).hasSize(1);
  }

  @Test
  void an_item_has_one_price_in_a_cart() {
    carts.add(1, item("banana", 1, "1.00"), ANY);

    refused(
        () -> carts.add(1, item("banana", 1, "1.5"), ANY),
        new CartRefusal.PriceDiffers(1, item("banana", 1, "1.00"), new BigDecimal("1.50")));
  }

  @Test
  void a_line_holds_a_million_and_no_more() {
    carts.add(1, item("banana", 999_500, "1.00"), ANY);
    refused(
        () -> carts.add(1, item("banana", 501, "1.00"), ANY),
        new CartRefusal.QuantityTooLarge(1, item("banana", 999_500, "1.00"), 501, 1_000_000));

    carts.add(1, item("banana", 500, "1.00"), ANY);
    assertThat(world.items()).containsExactly("1 banana 1000000 1.00");
  }

  @Test
  void only_what_is_in_a_cart_can_be_removed() {
    carts.add(1, item("banana", 1, "1.00"), ANY);

    refused(
        () -> carts.remove(1, "banana", 2, Optional.empty(), ANY),
        new CartRefusal.ItemNotInCart(1, "banana", 1, 2));
    refused(
        () -> carts.remove(1, "apple", 1, Optional.empty(), ANY),
        new CartRefusal.ItemNotInCart(1, "apple", 0, 1));
  }

  @Test
  void a_discount_needs_what_it_requires() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    var two = new Requirement.Holds("banana", 2);

    refused(
        () -> carts.discount(1, new Discount.Amount(new BigDecimal("0.10")), Optional.of(two), ANY),
        new CartRefusal.HoldsTooFew(1, two, 1));
    refused(
        () -> carts.discount(1, new Discount.Free("banana", 2), Optional.empty(), ANY),
        new CartRefusal.HoldsTooFew(1, two, 1));
    BigDecimal dear = new BigDecimal("1.01");
    refused(
        () ->
            carts.discount(
                1,
                new Discount.Amount(new BigDecimal("0.10")),
                Optional.of(new Requirement.Worth(dear)),
                ANY),
        new CartRefusal.WorthTooLittle(1, dear, new BigDecimal("1.00")));
  }

  @Test
  void a_discount_that_comes_to_nothing_is_none() {
    carts.add(1, item("banana", 1, "0.04"), ANY);
    refused(
        () -> carts.discount(1, new Discount.Percent(10), Optional.empty(), ANY),
        new CartRefusal.DiscountWorthNothing(1));
  }

  @Test
  void a_guests_cart_that_does_not_fit_is_left_where_it_is() {
    carts.add(1, item("banana", 999_999, "1.00"), ANY);
    carts.add(2, item("banana", 2, "1.00"), ANY);
    refused(
        () -> carts.mergeGuest(1, 2, ANY),
        new CartRefusal.QuantityTooLarge(1, item("banana", 999_999, "1.00"), 2, 1_000_000));
    ExpectedVersion there = new ExpectedVersion.Present();
    refused(
        () -> carts.mergeGuest(3, 2, there),
        new CartRefusal.VersionDiffers(3, Optional.empty(), there));
  }

  @Test
  void all_discounts_together_are_at_most_the_price_of_the_items() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    carts.discount(1, new Discount.Amount(new BigDecimal("0.60")), Optional.empty(), ANY);

    refused(
        () -> carts.discount(1, new Discount.Amount(new BigDecimal("0.41")), Optional.empty(), ANY),
        new CartRefusal.DiscountTooLarge(
            1, new BigDecimal("0.41"), new BigDecimal("0.60"), new BigDecimal("1.00")));
    carts.discount(1, new Discount.Amount(new BigDecimal("0.40")), Optional.empty(), ANY);
    assertThat(world.carts()).containsExactly("1 1.00 f");
  }

  @Test
  void all_discounts_together_are_at_most_what_the_column_holds() {
    carts.add(1, item("yacht", 1000, "1000000.00"), ANY);
    carts.discount(1, new Discount.Amount(new BigDecimal("99999999.99")), Optional.empty(), ANY);

    refused(
        () -> carts.discount(1, new Discount.Amount(new BigDecimal("0.01")), Optional.empty(), ANY),
        new CartRefusal.DiscountTooLarge(
            1,
            new BigDecimal("0.01"),
            new BigDecimal("99999999.99"),
            new BigDecimal("99999999.99")));
  }

  @Test
  void an_empty_cart_is_not_checked_out() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    carts.remove(1, "banana", 1, Optional.empty(), ANY);

    refused(() -> carts.checkOut(1, ANY), new CartRefusal.Empty(1));
    assertThat(world.received()).isEmpty();
  }

  @Test
  void a_cart_at_another_version_is_not_changed() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    var differs = new CartRefusal.VersionDiffers(1, Optional.of(version()), OLD);

    refused(() -> carts.add(1, item("banana", 1, "1.00"), OLD), differs);
    refused(() -> carts.remove(1, "banana", 1, Optional.empty(), OLD), differs);
    refused(
        () -> carts.discount(1, new Discount.Amount(BigDecimal.ONE), Optional.empty(), OLD),
        differs);
    refused(() -> carts.checkOut(1, OLD), differs);
    refused(() -> carts.changeQuantity(1, "banana", 2, OLD), differs);
    refused(() -> carts.correctPrice(1, "banana", BigDecimal.TWO, OLD), differs);
    refused(() -> carts.clear(1, OLD), differs);
    refused(() -> carts.abandon(1, OLD), differs);
    refused(() -> carts.save(1, List.of(), OLD), differs);
    carts.add(2, item("mango", 1, "1.00"), ANY);
    refused(() -> carts.mergeGuest(1, 2, OLD), differs);
  }

  @Test
  void a_cart_at_the_expected_version_is_changed() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    var current = new ExpectedVersion.OneOf(List.of(new Version("old"), version()));

    assertThat(carts.checkOut(1, current)).isInstanceOf(CartAnswer.Done.class);
  }

  @Test
  void a_cart_that_must_exist_does_not_come_into_being() {
    for (ExpectedVersion expected : List.of(OLD, new ExpectedVersion.Present())) {
      refused(
          () -> carts.add(1, item("banana", 1, "1.00"), expected),
          new CartRefusal.VersionDiffers(1, Optional.empty(), expected));
    }
    assertThat(world.carts()).isEmpty();
  }

  private Version version() {
    return carts.find(1).orElseThrow().version();
  }
}
