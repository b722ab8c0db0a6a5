package afterimage.eventsourced.rest;

import static afterimage.eventsourced.rest.Requests.add;
import static afterimage.eventsourced.rest.Requests.assertRefused;
import static afterimage.eventsourced.rest.Requests.assertState;
import static afterimage.eventsourced.rest.Requests.bodiless;
import static afterimage.eventsourced.rest.Requests.checkOut;
import static afterimage.eventsourced.rest.Requests.discount;
import static afterimage.eventsourced.rest.Requests.get;
import static afterimage.eventsourced.rest.Requests.post;
import static afterimage.eventsourced.rest.Requests.press;
import static afterimage.eventsourced.rest.Requests.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TwoStores.class)
class ShopOverHttpTest {

  @Test
  void the_seven_steps_of_cart_101() {
    add(101, "banana", 1, "1.00");
    add(101, "apple", 1, "1.50");
    add(101, "banana", 1, "1");
    assertState(
        bodiless().queryParam("reason", "changed my mind").delete("/carts/101/items/apple"),
        4,
        """
        {"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00}],"discount":0.00,\
        "checkedOut":false,"total":2.00}""");
    post(
        "/carts/101/discounts",
        "{\"amount\":0.1,\"requirement\":{\"sku\":\"banana\",\"quantity\":2}}");
    add(101, "mango", 1, "2.00");
    assertState(checkOut(101), 7, Docs.CART);
    assertState(get("/carts/101"), 7, Docs.CART);
    assertThat(get("/streams/cart-101").jsonPath().getList("events.type"))
        .containsExactly(
            "ItemAdded",
            "ItemAdded",
            "ItemAdded",
            "ItemRemoved",
            "DiscountApplied",
            "ItemAdded",
            "CheckedOut");
  }

  @Test
  void a_cart_that_nobody_began() {
    String detail = "There is no cart 102; a cart comes into being with its first item.";
    assertRefused(get("/carts/102"), 404, "cart-unknown", detail);
    assertRefused(remove(102, "banana", 1), 404, "cart-unknown", detail);
    assertRefused(discount(102, "0.10"), 404, "cart-unknown", detail);
    assertRefused(checkOut(102), 404, "cart-unknown", detail);
    assertRefused(
        get("/streams/cart-102"),
        404,
        "stream-unknown",
        "There is no stream cart-102 in the store true.");
  }

  @Test
  void a_cart_that_is_checked_out() {
    add(103, "banana", 1, "1.00");
    checkOut(103);
    String detail = "Cart 103 is checked out; it cannot be changed any more.";
    assertRefused(add(103, "banana", 1, "1.00"), 409, "cart-checked-out", detail);
    assertRefused(remove(103, "banana", 1), 409, "cart-checked-out", detail);
    assertRefused(discount(103, "0.10"), 409, "cart-checked-out", detail);
    assertRefused(checkOut(103), 409, "cart-checked-out", detail);
    assertThat(get("/carts/103").header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void what_the_rules_forbid() {
    add(104, "banana", 1, "1.00");
    assertRefused(
        add(104, "banana", 1, "1.20"),
        409,
        "price-differs",
        "Cart 104 holds banana at 1.00; it cannot be added at 1.20.");
    assertRefused(
        remove(104, "banana", 2),
        409,
        "item-not-in-cart",
        "Cart 104 holds 1 banana; 2 cannot be removed.");
    assertRefused(
        post(
            "/carts/104/discounts",
            "{\"amount\":0.1,\"requirement\":{\"sku\":\"banana\",\"quantity\":2}}"),
        409,
        "requirement-not-met",
        "Cart 104 holds 1 banana; the discount requires 2.");
    assertRefused(
        discount(104, "1.01"),
        409,
        "discount-too-large",
        "Cart 104 has a discount of 0.00; 1.01 more would exceed 1.00.");
    remove(104, "banana", 1);
    assertRefused(
        checkOut(104), 409, "cart-empty", "Cart 104 holds no items; it cannot be checked out.");
    assertThat(get("/carts/104").header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void a_button_is_pressed_once_or_in_a_batch() {
    assertRefused(
        get("/buttons/bell"),
        404,
        "button-unknown",
        "There is no button bell; a button comes into being when it is first used.");
    assertState(bodiless().post("/buttons/bell/presses"), 1, "{\"id\":\"bell\",\"state\":\"on\"}");
    assertState(press("bell", 2), 3, "{\"id\":\"bell\",\"state\":\"on\"}");
    assertState(post("/buttons/bell/presses", "{}"), 4, "{\"id\":\"bell\",\"state\":\"off\"}");
    assertState(get("/buttons/bell"), 4, "{\"id\":\"bell\",\"state\":\"off\"}");
  }

  @Test
  void if_match_holds_a_command_back_unless_the_version_is_right() {
    add(105, "banana", 1, "1.00");
    add(105, "banana", 1, "1.00");
    Response differs = ifMatch("\"1\"", "/carts/105/checkout");
    assertRefused(differs, 412, "version-differs", "Cart 105 is at version \"2\"; expected \"1\".");
    assertThat(differs.header("ETag")).isEqualTo("\"2\"");
    assertThat(differs.jsonPath().getString("current")).isEqualTo("\"2\"");
    assertRefused(
        ifMatch("W/\"2\"", "/carts/105/checkout"),
        412,
        "version-differs",
        "Cart 105 is at version \"2\"; expected a version it can never have.");
    assertThat(get("/carts/105").header("ETag")).isEqualTo("\"2\"");

    assertThat(ifMatch("\"1\", \"2\"", "/carts/105/checkout").header("ETag")).isEqualTo("\"3\"");
    assertThat(ifMatch("*", "/buttons/nobody/presses").jsonPath().getString("detail"))
        .isEqualTo("There is no button nobody; expected it to exist.");
    assertRefused(
        ifMatch("*", "/carts/106/checkout"),
        404,
        "cart-unknown",
        "There is no cart 106; a cart comes into being with its first item.");
    press("gong", 1);
    assertThat(ifMatch("*", "/buttons/gong/presses").header("ETag")).isEqualTo("\"2\"");
  }

  private static Response ifMatch(String tags, String path) {
    return bodiless().header("If-Match", tags).post(path);
  }

  @Test
  void commands_at_the_same_time_lose_nothing() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Callable<Response>> commands =
          IntStream.range(0, 40)
              .<Callable<Response>>mapToObj(
                  i -> () -> add(107, i % 2 == 0 ? "banana" : "apple", 1, "1.00"))
              .toList();
      for (Future<Response> answer : threads.invokeAll(commands)) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
    }
    assertState(
        get("/carts/107"),
        40,
        """
        {"id":107,"items":[{"sku":"apple","quantity":20,"unitPrice":1.00},\
        {"sku":"banana","quantity":20,"unitPrice":1.00}],"discount":0.00,"checkedOut":false,\
        "total":40.00}""");
  }

  @Test
  void of_two_who_take_the_last_item_one_is_refused() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int cart = 501; cart <= 520; cart++) {
        long id = cart;
        add(id, "banana", 1, "1.00");
        List<Integer> statuses = new ArrayList<>();
        Callable<Response> take = () -> remove(id, "banana", 1);
        for (Future<Response> answer : threads.invokeAll(List.of(take, take))) {
          statuses.add(answer.get().statusCode());
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
      }
    }
  }
}
