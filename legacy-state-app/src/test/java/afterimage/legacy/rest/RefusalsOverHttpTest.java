package afterimage.legacy.rest;

import static afterimage.legacy.rest.Requests.add;
import static afterimage.legacy.rest.Requests.assertProblem;
import static afterimage.legacy.rest.Requests.bodiless;
import static afterimage.legacy.rest.Requests.checkOut;
import static afterimage.legacy.rest.Requests.discount;
import static afterimage.legacy.rest.Requests.post;
import static afterimage.legacy.rest.Requests.remove;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.legacy.LegacyShop;
import afterimage.legacy.cart.CartItem;
import afterimage.legacy.version.ExpectedVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/// Each refusal, whole. Where the document shows an example of it, the answer is that example.
@QuarkusTest
@QuarkusTestResource(LegacyDatabase.class)
class RefusalsOverHttpTest {

  @Inject LegacyShop shop;

  private static String refusal(
      int status, String name, String title, String detail, String instance) {
    return """
    {"type":"urn:afterimage:problem:%s","status":%d,"title":"%s","detail":"%s","instance":"%s"}"""
        .formatted(name, status, title, detail, instance);
  }

  private static String example(String example, int cart) {
    return example.replace("101", Integer.toString(cart));
  }

  @Test
  void an_unknown_cart() {
    assertProblem(get("/legacy/carts/201"), 404, example(Examples.CART_UNKNOWN, 201));
    String detail = "There is no cart 201; a cart comes into being with its first item.";
    assertProblem(
        remove(201, "banana", 1),
        404,
        refusal(404, "cart-unknown", "Cart unknown", detail, "/legacy/carts/201/items/banana"));
    assertProblem(
        discount(201, "1"),
        404,
        refusal(404, "cart-unknown", "Cart unknown", detail, "/legacy/carts/201/discounts"));
    assertProblem(
        checkOut(201),
        404,
        refusal(404, "cart-unknown", "Cart unknown", detail, "/legacy/carts/201/checkout"));
  }

  @Test
  void a_checked_out_cart() {
    add(202, "banana", 1, "1.00");
    checkOut(202);

    assertProblem(add(202, "banana", 1, "1.00"), 409, example(Examples.CART_CHECKED_OUT, 202));
    String detail = "Cart 202 is checked out; it cannot be changed any more.";
    String name = "cart-checked-out";
    String title = "Cart checked out";
    assertProblem(
        remove(202, "banana", 1),
        409,
        refusal(409, name, title, detail, "/legacy/carts/202/items/banana"));
    assertProblem(
        discount(202, "1"), 409, refusal(409, name, title, detail, "/legacy/carts/202/discounts"));
    assertProblem(
        checkOut(202), 409, refusal(409, name, title, detail, "/legacy/carts/202/checkout"));
  }

  @Test
  void another_price() {
    add(203, "banana", 1, "1.00");
    assertProblem(add(203, "banana", 1, "1.50"), 409, example(Examples.PRICE_DIFFERS, 203));
  }

  @Test
  void more_than_a_line_can_hold() {
    shop.carts()
        .add(
            204,
            new CartItem("banana", 999_500, new BigDecimal("0.01")),
            new ExpectedVersion.Any());

    assertProblem(add(204, "banana", 1000, "0.01"), 409, example(Examples.QUANTITY_TOO_LARGE, 204));
  }

  @Test
  void more_than_is_in_the_cart() {
    add(205, "banana", 1, "1.00");

    assertProblem(remove(205, "banana", 2), 409, example(Examples.ITEM_NOT_IN_CART, 205));
    assertProblem(
        remove(205, "apple", 1),
        409,
        refusal(
            409,
            "item-not-in-cart",
            "Item not in cart",
            "Cart 205 holds 0 apple; 1 cannot be removed.",
            "/legacy/carts/205/items/apple"));
  }

  @Test
  void a_discount_whose_requirement_is_not_met() {
    add(206, "banana", 1, "1.00");

    assertProblem(
        post("/legacy/carts/206/discounts", Examples.DISCOUNT),
        409,
        example(Examples.REQUIREMENT_NOT_MET, 206));
  }

  @Test
  void more_discount_than_the_items_cost() {
    add(207, "banana", 1, "1.00");
    discount(207, "0.10");

    assertProblem(discount(207, "1.00"), 409, example(Examples.DISCOUNT_TOO_LARGE, 207));
  }

  @Test
  void an_empty_cart() {
    add(208, "banana", 1, "1.00");
    remove(208, "banana", 1);

    assertProblem(checkOut(208), 409, example(Examples.CART_EMPTY, 208));
  }

  @Test
  void a_button_that_was_never_pressed() {
    assertProblem(
        get("/legacy/buttons/never"), 404, Examples.BUTTON_UNKNOWN.replace("lamp", "never"));
  }

  @Test
  void a_cart_at_another_version() {
    add(7, "banana", 1, "1.00");
    Response refused =
        Requests.bodiless()
            .header("If-Match", "\"c313606c8272a2016fb7829a5f039f1f\"")
            .contentType("application/json")
            .body(Examples.ITEM)
            .post("/legacy/carts/7/items");

    assertProblem(refused, 412, example(Examples.CART_VERSION_DIFFERS, 7));
    assertThat(refused.header("ETag"))
        .isEqualTo("\"9830cbc56da2d20a181f2bd35bc1fb42\"")
        .isEqualTo(get("/legacy/carts/7").header("ETag"));
    assertThat(
            bodiless()
                .header("If-Match", "\"other\", " + refused.header("ETag"))
                .post("/legacy/carts/7/checkout")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_cart_that_must_be_there_and_is_not() {
    assertProblem(
        bodiless()
            .header("If-Match", "*")
            .contentType("application/json")
            .body(Examples.ITEM)
            .post("/legacy/carts/210/items"),
        412,
        refusal(
            412,
            "version-differs",
            "Version differs",
            "There is no cart 210; expected it to exist.",
            "/legacy/carts/210/items"));
    assertThat(get("/legacy/carts/210").statusCode()).isEqualTo(404);
  }

  @Test
  void a_button_at_another_version() {
    bodiless().post("/legacy/buttons/bell/presses");
    String tag = get("/legacy/buttons/bell").header("ETag");

    assertProblem(
        bodiless()
            .header("If-Match", "\"c313606c8272a2016fb7829a5f039f1f\"")
            .post("/legacy/buttons/bell/presses"),
        412,
        Examples.BUTTON_VERSION_DIFFERS
            .replace("lamp", "bell")
            .replace("7ae194ac12bd13af10dde2e3e4e62b9f", tag.replace("\"", "")));
    assertThat(bodiless().header("If-Match", tag).post("/legacy/buttons/bell/presses").statusCode())
        .isEqualTo(200);
  }
}
