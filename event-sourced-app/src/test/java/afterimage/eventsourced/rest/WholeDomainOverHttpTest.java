package afterimage.eventsourced.rest;

import static afterimage.eventsourced.rest.Requests.add;
import static afterimage.eventsourced.rest.Requests.assertRefused;
import static afterimage.eventsourced.rest.Requests.assertState;
import static afterimage.eventsourced.rest.Requests.get;
import static afterimage.eventsourced.rest.Requests.press;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What else can be done than the steps of [ShopOverHttpTest], as it is done over HTTP.
@QuarkusTest
@QuarkusTestResource(TwoStores.class)
class WholeDomainOverHttpTest {

  private static Response put(String path, String json) {
    return given().contentType(ContentType.JSON).body(json).put(path);
  }

  private static List<String> types(String stream) {
    return get("/streams/" + stream).jsonPath().getList("events.type");
  }

  @Test
  void each_command_is_the_event_that_it_stands_for() {
    ann("/carts/901/items", "{\"sku\":\"medlar\",\"quantity\":2,\"unitPrice\":1.00}");
    annPuts("/carts/901/items/medlar", "{\"quantity\":5}");
    annPuts("/carts/901/items/medlar/price", "{\"unitPrice\":0.80}");
    annPuts("/articles/medlar", "{\"unitPrice\":0.90}");
    ann("/carts/901/discounts", "{\"amount\":0.10}");
    ann("/carts/901/discounts", "{\"percent\":10}");
    ann("/carts/901/discounts", "{\"free\":{\"sku\":\"medlar\",\"quantity\":1}}");
    ann("/carts/902/items", "{\"sku\":\"mango\",\"quantity\":1,\"unitPrice\":2.00}");
    ann("/carts/901/merges", "{\"guest\":902}");
    assertState(
        get("/carts/901"),
        8,
        """
        {"id":901,"items":[{"sku":"mango","quantity":1,"unitPrice":2.00},\
        {"sku":"medlar","quantity":5,"unitPrice":0.90}],"discount":1.45,"checkedOut":false,\
        "total":5.05}""");
    ann().noContentType().delete("/carts/901/items");
    annPuts("/carts/901", "{\"items\":[{\"sku\":\"kiwi\",\"quantity\":1,\"unitPrice\":0.50}]}");
    assertState(
        get("/carts/901"),
        10,
        """
        {"id":901,"items":[{"sku":"kiwi","quantity":1,"unitPrice":0.50}],"discount":0.00,\
        "checkedOut":false,"total":0.50}""");
    Response gone = ann().noContentType().delete("/carts/901");

    assertThat(gone.statusCode()).isEqualTo(204);
    assertThat(gone.header("Position")).isNotBlank();
    assertThat(get("/carts/901").statusCode()).isEqualTo(404);
    assertThat(types("cart-901"))
        .containsExactly(
            "ItemAdded",
            "QuantityChanged",
            "PriceCorrected",
            "PriceChanged",
            "DiscountApplied",
            "DiscountApplied",
            "DiscountApplied",
            "GuestCartMerged",
            "CartCleared",
            "CartSaved",
            "CartAbandoned");
    assertThat(types("cart-902")).containsExactly("ItemAdded", "MergedIntoCart");
    assertThat(types("article-medlar")).containsExactly("CataloguePriceChanged");
    // Whichever it is, who sent it and why stand in its events, and which came together.
    for (String stream : List.of("cart-901", "cart-902", "article-medlar")) {
      var events = get("/streams/" + stream).jsonPath();
      assertThat(events.getList("events.actor")).as(stream).containsOnly("Ann");
      assertThat(events.getList("events.reason")).as(stream).containsOnly("a test");
      assertThat(events.getList("events.commandId")).as(stream).doesNotHaveDuplicates();
    }
  }

  private static RequestSpecification ann() {
    return given().headers(Map.of("Actor", "Ann", "Reason", "a test"));
  }

  private static Response ann(String path, String json) {
    return ann().contentType(ContentType.JSON).body(json).post(path);
  }

  private static Response annPuts(String path, String json) {
    return ann().contentType(ContentType.JSON).body(json).put(path);
  }

  @Test
  void a_button_is_set_and_setting_it_to_what_it_is_changes_nothing() {
    assertState(
        put("/buttons/switch", "{\"state\":\"on\"}"), 1, "{\"id\":\"switch\",\"state\":\"on\"}");
    assertState(
        put("/buttons/switch", "{\"state\":\"on\"}"), 1, "{\"id\":\"switch\",\"state\":\"on\"}");
    press("switch", 1);
    assertState(
        put("/buttons/switch", "{\"state\":\"on\"}"), 3, "{\"id\":\"switch\",\"state\":\"on\"}");
    assertThat(types("button-switch")).containsExactly("ButtonSet", "ButtonPressed", "ButtonSet");
  }

  @Test
  void an_article_has_a_version_that_a_price_may_expect() {
    add(903, "quince", 1, "1.00");
    assertState(
        put("/articles/quince", "{\"unitPrice\":1.20}"),
        1,
        "{\"sku\":\"quince\",\"unitPrice\":1.20,\"carts\":[903]}");
    Response priced = put("/articles/quince", "{\"unitPrice\":1.30}");
    assertState(priced, 2, "{\"sku\":\"quince\",\"unitPrice\":1.30,\"carts\":[903]}");
    // Of all that came with it: so whoever waits for it sees the cart too.
    assertThat(priced.header("Position"))
        .isEqualTo(
            get("/streams", Map.of("streams", "cart-903"))
                .jsonPath()
                .getString("streams[0].position"));
    assertState(get("/articles/quince"), 2, "{\"sku\":\"quince\",\"unitPrice\":1.30}");
    assertState(
        get("/articles/quince", Map.of("version", 1)),
        1,
        "{\"sku\":\"quince\",\"unitPrice\":1.20}");
    assertRefused(
        given()
            .contentType(ContentType.JSON)
            .header("If-Match", "\"1\"")
            .body("{\"unitPrice\":9.00}")
            .put("/articles/quince"),
        412,
        "version-differs",
        "Article quince is at version \"2\"; expected \"1\".");
    assertRefused(
        get("/articles/prune"),
        404,
        "article-unknown",
        "There is no article prune; an article comes into being with its first price.");
    // Who, why and by which price: in the cart too.
    given()
        .contentType(ContentType.JSON)
        .headers(Map.of("Actor", "Eve", "Reason", "season", "Idempotency-Key", "quince-3"))
        .body("{\"unitPrice\":1.40}")
        .put("/articles/quince");
    var told = get("/streams/cart-903/audit", Map.of("after", 3)).jsonPath();
    assertThat(told.getString("changes[0].actor")).isEqualTo("Eve");
    assertThat(told.getString("changes[0].reason")).isEqualTo("season");
    assertThat(told.getString("changes[0].commandId")).isEqualTo("quince-3");
    assertThat(told.getString("changes[0].causedBy.stream")).isEqualTo("article-quince");
    assertThat(told.getInt("changes[0].causedBy.version")).isEqualTo(3);
  }

  @Test
  void each_command_that_comes_again_is_not_done_again() {
    add(904, "pear", 4, "1.00");
    add(905, "fig", 1, "1.00");
    Map<String, Supplier<Response>> commands =
        Map.of(
            "cart-904",
            () -> keyed("k-904").body("{\"percent\":10}").post("/carts/904/discounts"),
            "button-keyed",
            () -> keyed("k-b").body("{\"presses\":3}").post("/buttons/keyed/presses"),
            "article-keyed",
            () -> keyed("k-a").body("{\"unitPrice\":1.20}").put("/articles/keyed"),
            "cart-905",
            () -> keyed("k-905").body("{\"version\":1}").post("/streams/cart-905/reverts"));
    add(905, "fig", 1, "1.00");
    commands.forEach(
        (stream, command) -> {
          Response first = command.get();
          List<String> events = types(stream);
          Response again = command.get();
          assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
          assertThat(again.asString()).as(stream).isEqualTo(first.asString());
          assertThat(again.header("ETag")).as(stream).isEqualTo(first.header("ETag"));
          assertThat(types(stream)).as(stream).isEqualTo(events);
        });
  }

  private static RequestSpecification keyed(String key) {
    return given().contentType(ContentType.JSON).header("Idempotency-Key", key);
  }
}
