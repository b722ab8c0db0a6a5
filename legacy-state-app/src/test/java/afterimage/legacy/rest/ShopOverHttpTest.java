package afterimage.legacy.rest;

import static afterimage.legacy.rest.Requests.add;
import static afterimage.legacy.rest.Requests.assertState;
import static afterimage.legacy.rest.Requests.bodiless;
import static afterimage.legacy.rest.Requests.checkOut;
import static afterimage.legacy.rest.Requests.post;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LegacyDatabase.class)
class ShopOverHttpTest {

  @Test
  void cart_101_goes_through_seven_steps_and_is_shipped() {
    assertState(
        add(101, "banana", 1, "1.00"),
        """
        {"id":101,"items":[{"sku":"banana","quantity":1,"unitPrice":1.00}],\
        "discount":0.00,"checkedOut":false,"total":1.00}""");
    add(101, "apple", 1, "1.5");
    assertState(
        post("/legacy/carts/101/items", Examples.ITEM),
        """
        {"id":101,"items":[{"sku":"apple","quantity":1,"unitPrice":1.50},\
        {"sku":"banana","quantity":2,"unitPrice":1.00}],\
        "discount":0.00,"checkedOut":false,"total":3.50}""");
    assertState(
        bodiless().queryParam("reason", "changed my mind").delete("/legacy/carts/101/items/apple"),
        """
        {"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00}],\
        "discount":0.00,"checkedOut":false,"total":2.00}""");
    assertState(
        post("/legacy/carts/101/discounts", Examples.DISCOUNT),
        """
        {"id":101,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00}],\
        "discount":0.10,"checkedOut":false,"total":1.90}""");
    assertState(add(101, "mango", 1, "2E+0"), Examples.CART);
    assertState(get("/legacy/carts/101"), Examples.CART);
    assertState(checkOut(101), Examples.CHECKED_OUT_CART);
    assertState(get("/legacy/carts/101"), Examples.CHECKED_OUT_CART);

    assertThat(get("/legacy/shipments").asString())
        .contains(Examples.SHIPMENTS.substring(1, Examples.SHIPMENTS.length() - 1));
  }

  @Test
  void a_button_is_pressed_once_or_many_times() {
    assertState(bodiless().post("/legacy/buttons/lamp/presses"), Examples.BUTTON);
    assertState(post("/legacy/buttons/lamp/presses", Examples.PRESSES), Examples.BUTTON);
    assertState(
        post("/legacy/buttons/lamp/presses", "{}"),
        """
        {"id":"lamp","state":"off"}""");
    assertState(
        get("/legacy/buttons/lamp"),
        """
        {"id":"lamp","state":"off"}""");
  }

  @Test
  void names_and_numbers_may_be_as_large_as_is_said() {
    String name = "A-z_0.~".repeat(9) + "x";

    assertThat(add(102, name, 1000, "1000000.00").statusCode()).isEqualTo(200);
    assertThat(Requests.remove(102, name, 1000).statusCode()).isEqualTo(200);
    assertThat(post("/legacy/buttons/" + name + "/presses", "{\"presses\":1000}").statusCode())
        .isEqualTo(200);
    assertThat(post("/legacy/carts/9007199254740991/items", Examples.ITEM).statusCode())
        .isEqualTo(200);
    assertThat(add(102, "gift", 1, "0").statusCode()).isEqualTo(200);
  }

  @Test
  void the_tag_changes_with_the_state_and_comes_back_with_it() {
    String one = add(103, "banana", 1, "1.00").header("ETag");
    String two = add(103, "banana", 1, "1.00").header("ETag");
    String again = Requests.remove(103, "banana", 1).header("ETag");

    assertThat(two).isNotEqualTo(one);
    assertThat(again).isEqualTo(one).isEqualTo(get("/legacy/carts/103").header("ETag"));
  }

  private static Response put(String path, String json) {
    return given().contentType(ContentType.JSON).body(json).put(path);
  }

  @Test
  void each_other_command_overwrites_or_deletes() {
    add(104, "medlar", 2, "1.00");
    put("/legacy/carts/104/items/medlar", "{\"quantity\":5}");
    put("/legacy/carts/104/items/medlar/price", "{\"unitPrice\":0.80}");
    put("/legacy/articles/medlar", "{\"unitPrice\":0.90}");
    post("/legacy/carts/104/discounts", "{\"amount\":0.10}");
    post("/legacy/carts/104/discounts", "{\"percent\":10}");
    post("/legacy/carts/104/discounts", "{\"free\":{\"sku\":\"medlar\",\"quantity\":1}}");
    add(105, "mango", 1, "2.00");
    assertState(
        post("/legacy/carts/104/merges", "{\"guest\":105}"),
        """
        {"id":104,"items":[{"sku":"mango","quantity":1,"unitPrice":2.00},\
        {"sku":"medlar","quantity":5,"unitPrice":0.90}],"discount":1.45,"checkedOut":false,\
        "total":5.05}""");
    assertThat(get("/legacy/carts/105").statusCode()).isEqualTo(404);
    assertState(
        bodiless().delete("/legacy/carts/104/items"),
        """
        {"id":104,"items":[],"discount":0.00,"checkedOut":false,"total":0.00}""");
    assertState(
        put(
            "/legacy/carts/104",
            "{\"items\":[{\"sku\":\"kiwi\",\"quantity\":1,\"unitPrice\":0.50}]}"),
        """
        {"id":104,"items":[{"sku":"kiwi","quantity":1,"unitPrice":0.50}],"discount":0.00,\
        "checkedOut":false,"total":0.50}""");
    assertThat(bodiless().delete("/legacy/carts/104").statusCode()).isEqualTo(204);
    assertThat(get("/legacy/carts/104").statusCode()).isEqualTo(404);
    assertState(put("/legacy/buttons/switch", "{\"state\":\"on\"}"), button("on"));
    assertState(put("/legacy/buttons/switch", "{\"state\":\"on\"}"), button("on"));
  }

  private static String button(String state) {
    return "{\"id\":\"switch\",\"state\":\"%s\"}".formatted(state);
  }

  @Test
  void an_article_has_a_version_that_a_price_may_expect() {
    Response unknown = get("/legacy/articles/quince");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.jsonPath().getString("type"))
        .isEqualTo("urn:afterimage:problem:article-unknown");
    add(106, "quince", 1, "1.00");
    Response priced = put("/legacy/articles/quince", "{\"unitPrice\":1.2}");
    assertState(priced, "{\"sku\":\"quince\",\"unitPrice\":1.20,\"carts\":[106]}");
    assertState(get("/legacy/articles/quince"), "{\"sku\":\"quince\",\"unitPrice\":1.20}");
    assertThat(get("/legacy/articles/quince").header("ETag")).isEqualTo(priced.header("ETag"));
    Response differs =
        given()
            .contentType(ContentType.JSON)
            .header("If-Match", "\"other\"")
            .body("{\"unitPrice\":9.00}")
            .put("/legacy/articles/quince");
    assertThat(differs.statusCode()).isEqualTo(412);
    assertThat(differs.header("ETag")).isEqualTo(priced.header("ETag"));
    assertThat(get("/legacy/carts/106").jsonPath().getString("items[0].unitPrice"))
        .isEqualTo("1.2");
  }
}
