package afterimage.eventsourced.rest;

import static afterimage.eventsourced.rest.Requests.add;
import static afterimage.eventsourced.rest.Requests.assertProblem;
import static afterimage.eventsourced.rest.Requests.assertRefused;
import static afterimage.eventsourced.rest.Requests.bodiless;
import static afterimage.eventsourced.rest.Requests.checkOut;
import static afterimage.eventsourced.rest.Requests.get;
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
import io.restassured.response.Response;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

@QuarkusTest
@QuarkusTestResource(TwoStores.class)
class ProjectionsOverHttpTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Inject @Any Instance<NamedStore> stores;

  /// What has everything up to an answer; asks again as long as the server says so.
  private static Response seen(String projection, Response after, Map<String, ?> query) {
    String position = after.header("Position");
    assertThat(position).as(after.asString()).matches("[1-9][0-9]*");
    return await()
        .atMost(LONG)
        .until(
            () ->
                bodiless()
                    .queryParams(query)
                    .queryParam("atLeast", position)
                    .get("/projections/" + projection),
            answer -> answer.statusCode() != 409);
  }

  @Test
  void who_wrote_reads_what_they_wrote_and_how_fresh_it_is() {
    add(6001, "banana", 2, "1.00");
    Response removed = bodiless().delete("/carts/6001/items/banana?reason=expired");
    Response answer = seen("removals", removed, Map.of("limit", 1000));

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.jsonPath().getList("rows.findAll { it.cart == 6001 }.reason"))
        .containsExactly("expired");
    assertThat(answer.jsonPath().getLong("freshness.position"))
        .isGreaterThanOrEqualTo(Long.parseLong(removed.header("Position")));
    assertThat(answer.jsonPath().getInt("freshness.version")).isEqualTo(1);
    assertThat(answer.jsonPath().getLong("freshness.readable"))
        .isGreaterThanOrEqualTo(Long.parseLong(removed.header("Position")));
    assertThat(answer.jsonPath().getString("freshness.behind")).startsWith("PT");
  }

  @Test
  void the_one_on_a_schedule_says_that_it_lags() {
    add(6002, "banana", 2, "1.00");
    Response sold = checkOut(6002);
    // In a test it is made once a day; so what came since is not in it.
    Response days = get("/projections/sales_by_day");
    assertThat(days.jsonPath().getLong("freshness.lag")).isPositive();
    assertThat(days.jsonPath().getString("freshness.behind")).startsWith("PT");
    assertRefused(
        get("/projections/sales_by_day", Map.of("atLeast", sold.header("Position"))),
        409,
        "position-not-reached",
        "Projection sales_by_day is at position %d; expected %s or more within 5 s. Ask again, or for less."
            .formatted(days.jsonPath().getLong("freshness.position"), sold.header("Position")));
  }

  @Test
  void a_state_waits_for_a_position_too() {
    Response written = add(6003, "banana", 1, "1.00");
    String position = written.header("Position");
    for (String path : List.of("/carts/6003", "/streams/cart-6003/state")) {
      Response answer = get(path, Map.of("atLeast", position));
      assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
      assertThat(answer.header("Position")).isEqualTo(position);
    }
    assertThat(get("/streams/cart-6003/state").jsonPath().getString("position"))
        .isEqualTo(position);
    press("lamp-6003", 1);
    given().contentType(ContentType.JSON).body("{\"unitPrice\":1.00}").put("/articles/plum-6003");
    List<String> paths =
        List.of(
            "/carts/6003", "/buttons/lamp-6003", "/articles/plum-6003", "/streams/cart-6003/state");
    // Each waits, so all of them at once.
    assertThat(
            paths.parallelStream()
                .map(path -> get(path, Map.of("atLeast", "900000000000000000")))
                .map(never -> never.jsonPath().getString("type") + never.header("Retry-After")))
        .hasSameSizeAs(paths)
        .containsOnly("urn:afterimage:problem:position-not-reached1");
    assertProblem(
        get("/carts/6003", Map.of("atLeast", "soon")),
        400,
        "about:blank",
        "atLeast must be a whole number of at most 18 digits.");
  }

  @Test
  void rows_come_page_by_page() {
    add(6004, "banana", 1, "1.00");
    Response written = add(6005, "banana", 1, "1.00");
    seen("cart_summaries", written, Map.of());
    Response page =
        get("/projections/cart_summaries", Map.of("after", "0000000000006003", "limit", 1));
    assertThat(page.jsonPath().getList("rows.cart")).containsExactly(6004);
    String next = page.header("Link").replaceAll("^<|>.*$", "");
    assertThat(given().urlEncodingEnabled(false).get(next).jsonPath().getList("rows.cart"))
        .containsExactly(6005);
  }

  @Test
  void over_derived_streams_each_row_says_how_certain_it_is() throws Exception {
    NamedStore derived =
        stores.stream().filter(named -> named.name().equals("derived")).findFirst().orElseThrow();
    Provenance provenance =
        new Provenance(
            Certainty.INFERRED,
            "shop/1",
            "cart",
            1,
            "ItemRemoved#1",
            7,
            LogSequenceNumber.valueOf("0/2A"),
            List.of(1),
            List.of());
    derived
        .store()
        .append(
            StreamId.of("cart-6006"),
            ExpectedVersion.ANY,
            List.of(
                NewEvent.of(
                    "ItemRemoved",
                    new Json("{\"sku\":\"apple\",\"quantity\":1}"),
                    Metadata.derived(Instant.parse("2026-01-02T03:04:05Z"), provenance))));
    Map<String, String> query =
        Map.of(
            "store",
            "derived",
            "limit",
            "1000",
            "atLeast",
            Long.toString(derived.store().readablePosition()));
    Response answer =
        await()
            .atMost(LONG)
            .until(() -> get("/projections/removals", query), a -> a.statusCode() == 200);

    assertThat(answer.jsonPath().getList("rows.findAll { it.cart == 6006 }.certainty"))
        .containsExactly("inferred");
    assertThat(get("/projections", Map.of("store", "derived")).jsonPath().getList("projections"))
        .hasSize(5);
  }

  @Test
  void a_projection_is_thrown_away_and_built_again_and_shows_how_far_it_is() {
    seen("open_items", add(6007, "plum", 1, "1.00"), Map.of());
    Response begun = bodiless().post("/projections/open_items/rebuild");
    assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
    assertThat(begun.header("Location")).endsWith("/projections/open_items/rebuild");
    assertThat(begun.jsonPath().getString("projection")).isEqualTo("open_items");

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(get("/projections/open_items/rebuild").jsonPath().getString("state"))
                    .isEqualTo("done"));
    Response done = get("/projections/open_items/rebuild");
    assertThat(done.jsonPath().getLong("position")).isPositive();
    assertThat(done.jsonPath().getString("endedAt")).isNotBlank();
    assertThat(get("/projections/open_items", Map.of("limit", 1000)).jsonPath().getList("rows.sku"))
        .contains("plum");
    assertThat(get("/projections/checkouts/rebuild").jsonPath().getString("state"))
        .isEqualTo("none");
  }

  @Test
  void one_that_is_not_there() {
    String detail =
        "There is no projection carts; expected one of: cart_summaries, open_items, removals,"
            + " checkouts, sales_by_day.";
    assertRefused(get("/projections/carts"), 404, "projection-unknown", detail);
    assertRefused(get("/projections/carts/rebuild"), 404, "projection-unknown", detail);
    assertRefused(bodiless().post("/projections/carts/rebuild"), 404, "projection-unknown", detail);
    assertRefused(
        get("/projections/carts", Map.of("store", "best")),
        404,
        "store-unknown",
        "There is no store best; expected one of: derived, true.");
    assertProblem(
        get("/projections/x%20y"), 400, "about:blank", "name " + Limits.NAME_MESSAGE + ".");
  }

  @Test
  void the_streams_of_a_store_can_be_browsed() {
    add(6008, "banana", 1, "1.00");
    Response last = add(6008, "banana", 1, "1.00");
    add(6009, "banana", 1, "1.00");
    Response page =
        get("/streams", Map.of("streams", "cart-600", "after", "cart-6007", "limit", 1));

    assertThat(page.jsonPath().getList("streams.stream")).containsExactly("cart-6008");
    assertThat(page.jsonPath().getList("streams.version")).containsExactly(2);
    assertThat(page.jsonPath().getString("streams[0].position")).isEqualTo(last.header("Position"));
    assertThat(page.jsonPath().getList("streams.type")).containsExactly("ItemAdded");
    String next = page.header("Link").replaceAll("^<|>.*$", "");
    assertThat(given().urlEncodingEnabled(false).get(next).jsonPath().getList("streams.stream"))
        .containsExactly("cart-6009");
    assertThat(get("/streams", Map.of("streams", "nothing-")).jsonPath().getList("streams"))
        .isEmpty();
  }
}
