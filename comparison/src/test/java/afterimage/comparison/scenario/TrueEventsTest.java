package afterimage.comparison.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The declared table, line by line.
class TrueEventsTest {

  private final TrueEvents table = new TrueEvents();

  private static JsonNode cart(String items, String discount) {
    return new Json("{\"items\":[%s],\"discount\":%s}".formatted(items, discount)).tree();
  }

  private static String line(String sku, int quantity, String price) {
    return "{\"sku\":\"%s\",\"quantity\":%d,\"unitPrice\":%s}".formatted(sku, quantity, price);
  }

  private static final String BANANA = line("banana", 2, "1.00");

  private List<String> of(Command command, JsonNode answer) {
    return table.of(1, command, answer).stream()
        .map(event -> event.stream() + " " + event.type() + " " + event.data())
        .toList();
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  @Test
  void a_command_that_finds_what_it_asks_for_stands_for_nothing() {
    of(new Command.AddItem(1, "banana", 2, money("1.00")), cart(BANANA, "0.00"));

    assertThat(of(new Command.ChangeQuantity(1, "banana", 2), cart(BANANA, "0.00"))).isEmpty();
    assertThat(of(new Command.CorrectPrice(1, "banana", money("1")), cart(BANANA, "0.00")))
        .isEmpty();
    assertThat(
            of(
                new Command.SaveCart(1, List.of(new Line("banana", 2, money("1.00")))),
                cart(BANANA, "0.00")))
        .isEmpty();
    assertThat(of(new Command.ChangeQuantity(1, "banana", 3), cart(line("banana", 3, "1.00"), "0")))
        .containsExactly("cart-1 QuantityChanged {\"sku\":\"banana\",\"quantity\":3}");
    of(new Command.ClearCart(1), cart("", "0.00"));
    assertThat(of(new Command.ClearCart(1), cart("", "0.00"))).isEmpty();
  }

  @Test
  void a_button_that_is_set_to_what_it_is_was_not_set_and_one_pressed_twice_was_pressed_twice() {
    JsonNode on = new Json("{\"id\":\"lamp\",\"state\":\"on\"}").tree();
    assertThat(of(new Command.SetButton("lamp", true), on))
        .containsExactly("button-lamp ButtonSet {\"state\":\"on\"}");
    assertThat(of(new Command.SetButton("lamp", true), on)).isEmpty();
    assertThat(of(new Command.Press("lamp", 2), on))
        .containsExactly("button-lamp ButtonPressed {}", "button-lamp ButtonPressed {}");
  }

  @Test
  void a_discount_is_what_it_came_to_and_its_kind() {
    of(new Command.AddItem(1, "banana", 2, money("1.00")), cart(BANANA, "0.00"));
    assertThat(
            of(
                new Command.ApplyDiscount(
                    1, new Discount.Percent(10), new Requirement.Worth(money("2.00"))),
                cart(BANANA, "0.20")))
        .containsExactly(
            "cart-1 DiscountApplied"
                + " {\"amount\":0.20,\"percent\":10,\"requirement\":{\"total\":2.00}}");
    assertThat(
            of(
                new Command.ApplyDiscount(1, new Discount.Free("banana", 1), null),
                cart(BANANA, "1.20")))
        .containsExactly(
            "cart-1 DiscountApplied"
                + " {\"amount\":1.00,\"free\":{\"sku\":\"banana\",\"quantity\":1}}");
  }

  @Test
  void a_merge_is_two_events_in_two_streams() {
    of(new Command.AddItem(2, "banana", 2, money("1.00")), cart(BANANA, "0.00"));
    assertThat(of(new Command.MergeGuest(1, 2), cart(BANANA, "0.00")))
        .containsExactly(
            "cart-1 GuestCartMerged {\"guest\":2,\"items\":[" + BANANA + "]}",
            "cart-2 MergedIntoCart {\"cart\":1}");
  }

  @Test
  void a_price_of_the_catalogue_is_an_event_there_and_in_every_cart_that_it_reached() {
    of(new Command.AddItem(1, "banana", 2, money("1.00")), cart(BANANA, "0.00"));
    JsonNode priced = new Json("{\"sku\":\"banana\",\"unitPrice\":1.20,\"carts\":[1]}").tree();
    assertThat(of(new Command.PriceArticle("banana", money("1.20")), priced))
        .containsExactly(
            "article-banana CataloguePriceChanged {\"unitPrice\":1.20,\"carts\":[1]}",
            "cart-1 PriceChanged {\"sku\":\"banana\",\"unitPrice\":1.20}");
    // The cart's last answer is older than that.
    assertThat(
            of(
                new Command.CorrectPrice(1, "banana", money("1.20")),
                cart(line("banana", 2, "1.20"), "0.00")))
        .isEmpty();
    JsonNode again = new Json("{\"sku\":\"banana\",\"unitPrice\":1.20,\"carts\":[]}").tree();
    assertThat(of(new Command.PriceArticle("banana", money("1.20")), again)).isEmpty();
  }
}
