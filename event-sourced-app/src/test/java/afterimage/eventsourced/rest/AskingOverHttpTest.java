package afterimage.eventsourced.rest;

import static afterimage.eventsourced.rest.Requests.add;
import static afterimage.eventsourced.rest.Requests.assertProblem;
import static afterimage.eventsourced.rest.Requests.assertRefused;
import static afterimage.eventsourced.rest.Requests.checkOut;
import static afterimage.eventsourced.rest.Requests.discount;
import static afterimage.eventsourced.rest.Requests.get;
import static afterimage.eventsourced.rest.Requests.post;
import static afterimage.eventsourced.rest.Requests.press;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.eventsourced.NamedStore;
import afterimage.store.Certainty;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.Provenance;
import afterimage.store.StreamId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

@QuarkusTest
@QuarkusTestResource(TwoStores.class)
class AskingOverHttpTest {

  @Inject @Any Instance<NamedStore> stores;

  private static JsonPath asked(String stream, String question, Map<String, ?> query) {
    Response answer = get("/streams/" + stream + "/" + question, query);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  @Test
  void the_questions_of_somebody_who_has_read_the_openapi_page_only() {
    given()
        .contentType(ContentType.JSON)
        .header("Actor", "Ann")
        .body(Docs.ITEM)
        .post("/carts/801/items");
    add(801, "apple", 1, "1.50");
    add(801, "banana", 1, "1.00");
    given()
        .noContentType()
        .header("Actor", "Ann")
        .queryParam("reason", "changed my mind")
        .delete("/carts/801/items/apple");
    discount(801, "0.10");

    // What did the cart hold before the third change?
    assertThat(asked("cart-801", "state", Map.of("version", 2)).getList("state.items.sku"))
        .containsExactly("apple", "banana");
    // Who took the apple out, and why?
    JsonPath gone =
        asked(
            "cart-801",
            "root-cause",
            Map.of(
                "condition",
                "before.items.exists(i, i.sku == 'apple')"
                    + " && !state.items.exists(i, i.sku == 'apple')"));
    assertThat(gone.getString("first.words")).isEqualTo("Ann took out 1 apple (changed my mind).");
    assertThat(gone.getString("first.actor")).isEqualTo("Ann");
    // What would the total be without the discount?
    Response answer = post("/streams/cart-801/what-if", "{\"without\":5}");
    JsonPath without = answer.jsonPath();
    assertThat(answer.asString()).contains("{\"path\":\"total\",\"before\":1.90,\"after\":2.00}");
    assertThat(without.getList("compensation.words"))
        .containsExactly("withdrew a discount of 0.10");
    assertThat(without.getList("steps.fate"))
        .containsExactly("same", "same", "same", "same", "left-out");
    // Nothing of that has happened.
    assertThat(get("/streams/cart-801").jsonPath().getInt("version")).isEqualTo(5);
  }

  @Test
  void an_audit_comes_page_by_page() {
    for (int i = 0; i < 3; i++) {
      add(802, "banana", 1, "1.00");
    }
    Response first = get("/streams/cart-802/audit", Map.of("limit", 2));
    assertThat(first.jsonPath().getList("changes.version")).containsExactly(1, 2);
    assertThat(first.jsonPath().getList("changes[1].differences.path"))
        .containsExactly("items.banana.quantity", "total");
    assertThat(first.header("Link"))
        .isEqualTo("</streams/cart-802/audit?limit=2&after=2>; rel=\"next\"");
    Response last = get("/streams/cart-802/audit", Map.of("after", 2));
    assertThat(last.jsonPath().getList("changes.version")).containsExactly(3);
    assertThat(last.header("Link")).isNull();
  }

  @Test
  void a_revert_is_new_events_by_whoever_asks_for_it() {
    add(803, "banana", 1, "1.00");
    add(803, "apple", 1, "1.50");
    checkOut(803);
    await().untilAsserted(() -> assertThat(shipped()).contains(803));
    Response reverted =
        given()
            .contentType(ContentType.JSON)
            .headers(Map.of("Actor", "Eve", "Reason", "asked by phone", "If-Match", "\"3\""))
            .body("{\"version\":1}")
            .post("/streams/cart-803/reverts");

    assertThat(reverted.statusCode()).as(reverted.asString()).isEqualTo(200);
    assertThat(reverted.header("ETag")).isEqualTo("\"5\"");
    assertThat(get("/carts/803").asString())
        .isEqualTo(get("/carts/803", Map.of("version", 1)).asString());
    assertThat(asked("cart-803", "audit", Map.of("after", 3)).getList("changes.words"))
        .containsExactly(
            "Eve cancelled the checkout, because: asked by phone.",
            "Eve took out 1 apple, because: asked by phone.");
    assertRefused(
        given()
            .contentType(ContentType.JSON)
            .header("If-Match", "\"3\"")
            .body("{\"version\":1}")
            .post("/streams/cart-803/reverts"),
        412,
        "version-differs",
        "Cart 803 is at version \"5\"; expected \"3\".");
    await().untilAsserted(() -> assertThat(shipped()).doesNotContain(803));
  }

  private static List<Integer> shipped() {
    return get("/shipments").jsonPath().getList("cart");
  }

  @Test
  void the_present_is_brought_to_where_it_would_be() {
    press("desk-804", 2);
    Response answer = post("/streams/button-desk-804/compensations", "{\"without\":2}");
    assertThat(answer.jsonPath().getString("state.state")).isEqualTo("on");
    assertThat(answer.jsonPath().getInt("version")).isEqualTo(3);
    assertThat(get("/streams/button-desk-804").jsonPath().getList("events.type"))
        .containsExactly("ButtonPressed", "ButtonPressed", "ButtonSet");
  }

  @Test
  void over_derived_streams_each_answer_says_how_certain_it_is() {
    stores.stream()
        .filter(named -> named.name().equals("derived"))
        .forEach(
            named ->
                named
                    .store()
                    .append(
                        StreamId.of("cart-805"),
                        ExpectedVersion.ANY,
                        List.of(
                            derived("ItemAdded", Certainty.EXACT),
                            derived("ItemRemoved", Certainty.INFERRED))));
    Map<String, String> derived = Map.of("store", "derived");
    assertThat(asked("cart-805", "state", derived).getString("certainty")).isEqualTo("inferred");
    assertThat(asked("cart-805", "audit", derived).getList("changes.certainty"))
        .containsExactly("exact", "inferred");
    assertThat(
            asked(
                    "cart-805",
                    "root-cause",
                    Map.of("store", "derived", "condition", "state.total > 0"))
                .getString("certainty"))
        .isEqualTo("exact");
    assertThat(
            post("/streams/cart-805/what-if?store=derived", "{\"without\":2}")
                .jsonPath()
                .getString("certainty"))
        .isEqualTo("inferred");
  }

  private static NewEvent derived(String type, Certainty certainty) {
    return NewEvent.of(
        type,
        new Json("{\"sku\":\"banana\",\"quantity\":1,\"unitPrice\":1.00}"),
        Metadata.derived(
            Instant.parse("2026-01-02T03:04:05Z"),
            new Provenance(
                certainty,
                "shop/1",
                "cart",
                1,
                type + "#1",
                771,
                LogSequenceNumber.valueOf("0/2A"),
                List.of(1),
                List.of())));
  }

  @Test
  void what_cannot_be_asked_is_a_problem() {
    add(806, "banana", 1, "1.00");
    String path = "/streams/cart-806";
    assertProblem(
        post(path + "/what-if", "{}"),
        400,
        "about:blank",
        "The body must have exactly one of without, instead, move.");
    assertProblem(
        post(path + "/reverts", "{\"version\":1,\"asOf\":\"2026-01-02T03:04:05Z\"}"),
        400,
        "about:blank",
        "The body must have exactly one of version, asOf.");
    assertRefused(
        post(path + "/what-if", "{\"without\":9}"),
        404,
        "version-unknown",
        "Stream cart-806 has no version 9; expected 1 to 1.");
    assertRefused(
        post(path + "/reverts", "{\"version\":9}"),
        404,
        "version-unknown",
        "Stream cart-806 has no version 9; its latest is version 1.");
    assertRefused(
        post(path + "/reverts", "{\"asOf\":\"2020-01-02T03:04:05Z\"}"),
        409,
        "revert-impossible",
        "Stream cart-806 had not begun by then; there is nothing to go back to.");
    assertRefused(
        get(path + "/root-cause", Map.of("condition", "total > 1")),
        422,
        "condition-wrong",
        "Condition, column 1: undeclared reference to 'total' (in container '').");
    assertRefused(
        post(path + "/what-if", "{\"instead\":{\"version\":1,\"type\":\"ItemLost\",\"data\":{}}}"),
        422,
        "replay-impossible",
        post(path + "/what-if", "{\"instead\":{\"version\":1,\"type\":\"ItemLost\",\"data\":{}}}")
            .jsonPath()
            .getString("detail"));
    assertRefused(
        get("/streams/cart-899/audit"),
        404,
        "stream-unknown",
        "There is no stream cart-899 in the store true.");
    stores.stream()
        .filter(named -> named.name().equals("true"))
        .forEach(
            named ->
                named
                    .store()
                    .append(
                        StreamId.of("note-1"),
                        ExpectedVersion.ANY,
                        List.of(NewEvent.of("Noted", Json.EMPTY, Metadata.NONE))));
    assertRefused(
        get("/streams/note-1/audit"),
        409,
        "stream-without-rules",
        "Stream note-1 is neither a cart nor a button nor an article; it can only be read.");
  }

  @Test
  void the_events_of_all_streams_come_page_by_page_and_filtered() {
    press("desk-807", 1);
    add(807, "banana", 1, "1.00");
    add(807, "mango", 1, "1.00");
    discount(807, "0.10");

    Response all = get("/events", Map.of("streams", "cart-807"));
    assertThat(all.jsonPath().getList("events.stream")).containsOnly("cart-807");
    assertThat(all.jsonPath().getList("events.type"))
        .containsExactly("ItemAdded", "ItemAdded", "DiscountApplied");
    assertThat(all.jsonPath().getBoolean("last")).isTrue();
    assertThat(all.header("Link")).isNull();

    Response page = get("/events", Map.of("streams", "cart-807", "type", "ItemAdded", "limit", 1));
    assertThat(page.jsonPath().getList("events.data.sku")).containsExactly("banana");
    String next = page.header("Link").replaceAll("^<|>.*$", "");
    assertThat(given().urlEncodingEnabled(false).get(next).jsonPath().getList("events.data.sku"))
        .containsExactly("mango");
  }
}
