package afterimage.eventsourced.rest;

import static afterimage.eventsourced.rest.Requests.add;
import static afterimage.eventsourced.rest.Requests.assertProblem;
import static afterimage.eventsourced.rest.Requests.assertRefused;
import static afterimage.eventsourced.rest.Requests.assertState;
import static afterimage.eventsourced.rest.Requests.bodiless;
import static afterimage.eventsourced.rest.Requests.get;
import static afterimage.eventsourced.rest.Requests.press;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TwoStores.class)
class HistoryOverHttpTest {

  private static String cart(int id, int bananas) {
    return """
    {"id":%d,"items":[{"sku":"banana","quantity":%d,"unitPrice":1.00}],"discount":0.00,\
    "checkedOut":false,"total":%d.00}"""
        .formatted(id, bananas, bananas);
  }

  private static Instant recorded(String stream, int version) {
    return Instant.parse(
        get("/streams/" + stream)
            .jsonPath()
            .getString("events[%d].recordedAt".formatted(version - 1)));
  }

  @Test
  void a_cart_as_of_a_version() {
    add(201, "banana", 1, "1.00");
    add(201, "banana", 2, "1.00");

    assertState(get("/carts/201", Map.of("version", 1)), 1, cart(201, 1));
    assertState(get("/carts/201", Map.of("version", 2)), 2, cart(201, 3));
    assertRefused(
        get("/carts/201", Map.of("version", 3)),
        404,
        "version-unknown",
        "Cart 201 has no version 3; its latest is version 2.");
    assertRefused(
        get("/carts/201", Map.of("version", 0)),
        404,
        "cart-unknown",
        "Cart 201 had not begun at version 0; its first event is version 1.");
    assertRefused(
        get("/carts/202", Map.of("version", 1)),
        404,
        "cart-unknown",
        "There is no cart 202; a cart comes into being with its first item.");
  }

  @Test
  void a_cart_as_of_a_time() {
    add(203, "banana", 1, "1.00");
    add(203, "banana", 2, "1.00");
    Instant first = recorded("cart-203", 1);
    Instant second = recorded("cart-203", 2);

    assertState(get("/carts/203", Map.of("asOf", first.toString())), 1, cart(203, 1));
    assertState(get("/carts/203", Map.of("asOf", second.toString())), 2, cart(203, 3));
    assertState(get("/carts/203", Map.of("asOf", "9999-01-01T00:00:00Z")), 2, cart(203, 3));
    assertRefused(
        get("/carts/203", Map.of("asOf", "2020-01-01T00:00:00Z")),
        404,
        "cart-unknown",
        "Cart 203 had not begun at 2020-01-01T00:00:00Z; its first event was recorded at %s."
            .formatted(first));
  }

  @Test
  void a_button_as_of_a_version_and_a_time() {
    press("door", 2);
    assertState(
        get("/buttons/door", Map.of("version", 1)), 1, "{\"id\":\"door\",\"state\":\"on\"}");
    assertState(
        get("/buttons/door", Map.of("asOf", recorded("button-door", 2).toString())),
        2,
        "{\"id\":\"door\",\"state\":\"off\"}");
    assertRefused(
        get("/buttons/door", Map.of("version", 9)),
        404,
        "version-unknown",
        "Button door has no version 9; its latest is version 2.");
    assertRefused(
        get("/buttons/door", Map.of("version", 0)),
        404,
        "button-unknown",
        "Button door had not begun at version 0; its first event is version 1.");
  }

  @Test
  void a_point_that_cannot_be_read() {
    String blank = "about:blank";
    assertProblem(
        get("/carts/201", Map.of("version", 1, "asOf", "2020-01-01T00:00:00Z")),
        400,
        blank,
        "The query has version=1 and asOf=2020-01-01T00:00:00Z; expected one of the two.");
    for (String wrong : List.of("yesterday", "+10000-01-01T00:00:00Z")) {
      assertProblem(
          get("/carts/201", Map.of("asOf", wrong)),
          400,
          blank,
          "asOf is %s; expected an instant such as 2026-11-01T12:00:00Z.".formatted(wrong));
    }
    for (String wrong : List.of("-1", "x", "1234567890123456789")) {
      assertProblem(
          get("/buttons/door", Map.of("version", wrong)),
          400,
          blank,
          "version must be a whole number of at most 18 digits.");
    }
  }

  @Test
  void a_stream_is_read_page_by_page() {
    press("pages", 5);
    Response first = get("/streams/button-pages", Map.of("limit", 2));
    assertThat(first.jsonPath().getString("stream")).isEqualTo("button-pages");
    assertThat(first.jsonPath().getLong("version")).isEqualTo(5);
    assertThat(first.jsonPath().getList("events.version")).containsExactly(1, 2);
    assertThat(first.header("Link"))
        .isEqualTo("</streams/button-pages?limit=2&after=2>; rel=\"next\"");

    Response second = bodiless().get("/streams/button-pages?limit=2&after=2");
    assertThat(second.jsonPath().getList("events.version")).containsExactly(3, 4);
    assertThat(second.header("Link"))
        .isEqualTo("</streams/button-pages?limit=2&after=4>; rel=\"next\"");

    Response last = bodiless().get("/streams/button-pages?limit=2&after=4");
    assertThat(last.jsonPath().getList("events.version")).containsExactly(5);
    assertThat(last.header("Link")).isNull();
    assertThat(get("/streams/button-pages", Map.of("after", 5)).asString())
        .isEqualTo("{\"stream\":\"button-pages\",\"version\":5,\"events\":[]}");
  }

  @Test
  void an_event_is_shown_with_all_that_is_known_of_it() {
    add(204, "banana", 1, "1.00");
    Response stream = get("/streams/cart-204");
    assertThat(stream.asString())
        .matches(
            """
            \\{"stream":"cart-204","version":1,"events":\\[\\{"version":1,"position":\\d+,\
            "id":"[0-9a-f-]{36}","type":"ItemAdded","schemaVersion":1,\
            "data":\\{.*"unitPrice":1\\.00.*},"recordedAt":"[^"]+Z","happenedAt":"[^"]+Z",\
            "commandId":"[0-9a-f-]{36}"}]}""");
  }

  @Test
  void a_page_that_cannot_be_asked_for() {
    assertProblem(
        get("/streams/button-pages", Map.of("limit", 1001)),
        400,
        "about:blank",
        "limit must be a whole number from 1 to 1000.");
    assertProblem(
        get("/streams/button-pages", Map.of("after", "-1")),
        400,
        "about:blank",
        "after must be a whole number of at most 18 digits.");
    assertProblem(
        bodiless().get("/streams/{id}", "a".repeat(501)),
        400,
        "about:blank",
        "id must be 1 to 500 characters, none of them a control.");
  }
}
