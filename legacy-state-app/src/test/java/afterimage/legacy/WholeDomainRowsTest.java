package afterimage.legacy;

import static afterimage.legacy.ShopOverRows.ANY;
import static afterimage.legacy.ShopOverRows.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.legacy.article.Article;
import afterimage.legacy.article.ArticleAnswer;
import afterimage.legacy.button.ButtonState;
import afterimage.legacy.cart.CartAnswer;
import afterimage.legacy.cart.CartRefusal;
import afterimage.legacy.cart.Carts;
import afterimage.legacy.cart.CheckoutFaults.Fault;
import afterimage.legacy.cart.Discount;
import afterimage.legacy.cart.Requirement;
import afterimage.legacy.version.ExpectedVersion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of the rows, whatever is done.
class WholeDomainRowsTest {

  private final ShopOverRows world = ShopOverRows.empty();
  private final Carts carts = world.shop().carts();

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  @Test
  void a_quantity_and_a_price_are_overwritten() {
    carts.add(1, item("banana", 5, "1.00"), ANY);
    carts.changeQuantity(1, "banana", 2, ANY);
    assertThat(world.items()).containsExactly("1 banana 2 1.00");
    carts.correctPrice(1, "banana", money("0.8"), ANY);
    assertThat(world.items()).containsExactly("1 banana 2 0.80");
    assertThat(carts.changeQuantity(1, "apple", 1, ANY))
        .isEqualTo(new CartRefusal.NotHeld(1, "apple"));
  }

  @Test
  void of_every_kind_of_discount_only_the_amount_is_kept() {
    carts.add(1, item("pear", 5, "0.33"), ANY);
    carts.discount(1, new Discount.Percent(10), Optional.empty(), ANY);
    assertThat(world.carts()).containsExactly("1 0.17 f");
    carts.discount(
        1, new Discount.Free("pear", 1), Optional.of(new Requirement.Worth(money("1.65"))), ANY);
    assertThat(world.carts()).containsExactly("1 0.50 f");
  }

  @Test
  void clearing_deletes_the_lines_and_zeroes_the_discount() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    carts.discount(1, new Discount.Amount(money("0.10")), Optional.empty(), ANY);
    carts.clear(1, ANY);
    assertThat(world.carts()).containsExactly("1 0.00 f");
    assertThat(world.items()).isEmpty();
  }

  @Test
  void an_abandoned_cart_leaves_no_row() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    assertThat(carts.abandon(1, ANY)).isEqualTo(new CartAnswer.Gone());
    assertThat(world.carts()).isEmpty();
    assertThat(world.items()).isEmpty();
    assertThat(carts.abandon(1, ANY)).isEqualTo(new CartRefusal.Unknown(1));
  }

  @Test
  void a_saved_form_deletes_all_lines_and_inserts_all_lines() {
    carts.save(1, List.of(item("banana", 1, "1.00"), item("mango", 1, "2.00")), ANY);
    List<String> places = world.rows("select ctid from cart_items order by sku");
    carts.save(1, List.of(item("banana", 1, "1.00"), item("mango", 1, "2.00")), ANY);
    assertThat(world.items()).containsExactly("1 banana 1 1.00", "1 mango 1 2.00");
    assertThat(world.rows("select ctid from cart_items order by sku"))
        .doesNotContainAnyElementsOf(places);
    assertThat(carts.save(1, List.of(item("mango", 1, "2.50")), ANY))
        .isEqualTo(new CartRefusal.PriceDiffers(1, item("mango", 1, "2.00"), money("2.50")));
    assertThat(world.items()).containsExactly("1 banana 1 1.00", "1 mango 1 2.00");
  }

  @Test
  void a_guests_lines_move_over_or_are_added_up_and_the_guests_cart_is_deleted() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    carts.add(2, item("banana", 2, "9.00"), ANY);
    carts.add(2, item("mango", 1, "2.00"), ANY);
    carts.mergeGuest(1, 2, ANY);
    assertThat(world.items()).containsExactly("1 banana 3 1.00", "1 mango 1 2.00");
    assertThat(world.carts()).containsExactly("1 0.00 f");
    assertThat(carts.mergeGuest(3, 2, ANY)).isEqualTo(new CartRefusal.Unknown(2));
    assertThat(carts.find(3)).isEmpty();
    assertThat(carts.mergeGuest(1, 1, ANY)).isEqualTo(new CartRefusal.MergedWithItself(1));
    carts.mergeGuest(3, 1, ANY);
    assertThat(world.items()).containsExactly("3 banana 3 1.00", "3 mango 1 2.00");
  }

  @Test
  void a_price_of_the_catalogue_is_overwritten_in_every_open_cart_and_updated_at_is_forgotten() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    carts.add(2, item("banana", 1, "1.00"), ANY);
    carts.checkOut(2, ANY);
    carts.add(3, item("banana", 1, "1.20"), ANY);
    List<String> moments = world.rows("select updated_at from carts order by id");

    assertThat(world.shop().articles().changePrice("banana", money("1.2"), ANY))
        .isEqualTo(new ArticleAnswer.Done(new Article("banana", money("1.20")), List.of(1L)));

    assertThat(world.items())
        .containsExactly("1 banana 1 1.20", "2 banana 1 1.00", "3 banana 1 1.20");
    assertThat(world.rows("select updated_at from carts order by id")).isEqualTo(moments);
    assertThat(world.rows("select concat_ws(' ', sku, unit_price) from articles"))
        .containsExactly("banana 1.20");
  }

  @Test
  void a_price_of_the_catalogue_may_expect_the_one_before() {
    var articles = world.shop().articles();
    articles.changePrice("banana", money("1.00"), ANY);
    Article before = articles.find("banana").orElseThrow();
    ExpectedVersion expected = new ExpectedVersion.OneOf(List.of(before.version()));
    articles.changePrice("banana", money("1.20"), expected);
    Article now = new Article("banana", money("1.20"));

    assertThat(articles.changePrice("banana", money("1.30"), expected))
        .isEqualTo(
            new ArticleAnswer.VersionDiffers("banana", Optional.of(now.version()), expected));
    assertThat(articles.find("banana")).contains(now);
  }

  @Test
  void a_button_is_written_even_if_it_is_what_it_shall_be() {
    world.shop().buttons().set("lamp", ButtonState.ON, ANY);
    List<String> place = world.rows("select ctid from buttons");
    world.shop().buttons().set("lamp", ButtonState.ON, ANY);
    assertThat(world.rows("select state from buttons")).containsExactly("on");
    assertThat(world.rows("select ctid from buttons")).isNotEqualTo(place);
  }

  @Test
  void a_checkout_can_be_committed_and_never_published_or_published_and_never_committed() {
    carts.add(1, item("banana", 1, "1.00"), ANY);
    carts.add(2, item("banana", 1, "1.00"), ANY);

    world.shop().faults().turn(Fault.MESSAGE_LOST);
    assertThat(carts.checkOut(1, ANY)).isInstanceOf(CartAnswer.Done.class);
    assertThat(world.carts()).containsExactly("1 0.00 t", "2 0.00 f");
    assertThat(world.received()).isEmpty();

    world.shop().faults().turn(Fault.COMMIT_FAILS);
    assertThatThrownBy(() -> carts.checkOut(2, ANY))
        .hasMessageContaining("The switch for faults says commit-fails");
    assertThat(world.carts()).containsExactly("1 0.00 t", "2 0.00 f");
    assertThat(world.received()).hasSize(1).first().asString().contains("\"cart\":2");
    assertThat(carts.checkedOut()).containsExactly(1L);
  }
}
