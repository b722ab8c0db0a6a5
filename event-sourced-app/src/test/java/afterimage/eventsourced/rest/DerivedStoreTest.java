package afterimage.eventsourced.rest;

import static afterimage.eventsourced.rest.Requests.add;
import static afterimage.eventsourced.rest.Requests.assertRefused;
import static afterimage.eventsourced.rest.Requests.assertState;
import static afterimage.eventsourced.rest.Requests.bodiless;
import static afterimage.eventsourced.rest.Requests.get;
import static afterimage.eventsourced.rest.Requests.post;
import static org.assertj.core.api.Assertions.assertThat;

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
class DerivedStoreTest {

  private static final Map<String, String> DERIVED = Map.of("store", "derived");

  @Inject @Any Instance<NamedStore> stores;

  private void derived(String stream, NewEvent... events) {
    stores.stream()
        .filter(store -> store.name().equals("derived"))
        .forEach(
            store ->
                store.store().append(StreamId.of(stream), ExpectedVersion.ANY, List.of(events)));
  }

  private static NewEvent event(String type, String data, Certainty certainty, String... rivals) {
    Provenance provenance =
        new Provenance(
            certainty,
            "shop/1",
            "cart",
            3,
            "ItemAdded #2",
            771,
            LogSequenceNumber.valueOf("0/2A"),
            List.of(1, 2),
            List.of(rivals));
    return NewEvent.of(
        type, new Json(data), Metadata.derived(Instant.parse("2026-01-02T03:04:05Z"), provenance));
  }

  private static NewEvent banana(Certainty certainty, String... rivals) {
    return event(
        "ItemAdded", "{\"sku\":\"banana\",\"quantity\":1,\"unitPrice\":1.00}", certainty, rivals);
  }

  private static String cart(long id, int bananas, boolean checkedOut, String certainty) {
    return """
    {"id":%d,"items":[{"sku":"banana","quantity":%d,"unitPrice":1.00}],"discount":0.00,\
    "checkedOut":%s,"total":%d.00,"certainty":"%s"}"""
        .formatted(id, bananas, checkedOut, bananas, certainty);
  }

  @Test
  void an_answer_is_as_certain_as_its_weakest_event() {
    derived(
        "cart-301",
        banana(Certainty.STATED),
        banana(Certainty.EXACT),
        banana(Certainty.AMBIGUOUS, "Other #1"),
        banana(Certainty.INFERRED));

    String[] certainties = {"stated", "exact", "ambiguous", "ambiguous"};
    for (int version = 1; version <= 4; version++) {
      assertState(
          get("/carts/301", Map.of("store", "derived", "version", version)),
          version,
          cart(301, version, false, certainties[version - 1]));
    }
    assertRefused(
        get("/carts/301"),
        404,
        "cart-unknown",
        "There is no cart 301; a cart comes into being with its first item.");
  }

  @Test
  void a_migrated_cart_is_answered_now_then_and_as_audit_and_takes_the_next_command() {
    derived(
        "cart-310",
        event("CartFound", "{\"discount\":0.50,\"checkedOut\":false}", Certainty.EXACT),
        event(
            "ItemFound", "{\"sku\":\"banana\",\"quantity\":2,\"unitPrice\":1.00}", Certainty.EXACT),
        banana(Certainty.INFERRED));

    assertThat(get("/carts/310", DERIVED).jsonPath().getString("certainty")).isEqualTo("inferred");
    assertThat(get("/carts/310", DERIVED).jsonPath().getInt("items[0].quantity")).isEqualTo(3);
    var then = get("/carts/310", Map.of("store", "derived", "version", 2)).jsonPath();
    assertThat(then.getInt("items[0].quantity")).isEqualTo(2);
    assertThat(then.getString("discount")).isEqualTo("0.5");
    assertThat(then.getString("certainty")).isEqualTo("exact");
    assertThat(get("/streams/cart-310/audit", DERIVED).asString())
        .contains("found the cart with a discount of 0.50; its earlier history is not known")
        .contains("found 2 banana at 1.00 in it");
    post(
        "/carts/310/items?store=derived", "{\"sku\":\"banana\",\"quantity\":1,\"unitPrice\":1.00}");
    assertThat(get("/carts/310", DERIVED).jsonPath().getInt("items[0].quantity")).isEqualTo(4);
  }

  @Test
  void a_cart_that_is_found_again_is_what_it_is_found_to_be() {
    derived(
        "cart-311",
        banana(Certainty.INFERRED),
        event("CartFound", "{\"discount\":0,\"checkedOut\":true}", Certainty.EXACT));

    assertThat(get("/carts/311", DERIVED).jsonPath().getList("items")).isEmpty();
    assertThat(get("/carts/311", DERIVED).jsonPath().getBoolean("checkedOut")).isTrue();
  }

  @Test
  void a_derived_cart_takes_the_next_command() {
    derived("cart-302", banana(Certainty.INFERRED));
    assertState(
        post(
            "/carts/302/items?store=derived",
            "{\"sku\":\"banana\",\"quantity\":2,\"unitPrice\":1.00}"),
        2,
        cart(302, 3, false, "inferred"));
    assertRefused(
        post(
            "/carts/302/items?store=derived",
            "{\"sku\":\"banana\",\"quantity\":1,\"unitPrice\":1.20}"),
        409,
        "price-differs",
        "Cart 302 holds banana at 1.00; it cannot be added at 1.20.");
    assertState(
        bodiless().header("If-Match", "\"2\"").post("/carts/302/checkout?store=derived"),
        3,
        cart(302, 3, true, "inferred"));
    assertThat(get("/streams/cart-302", DERIVED).jsonPath().getList("events.type"))
        .containsExactly("ItemAdded", "ItemAdded", "CheckedOut");
  }

  @Test
  void a_stream_may_begin_where_the_log_began_and_lack_what_no_row_says() {
    derived(
        "cart-303",
        event("ItemRemoved", "{\"sku\":\"apple\",\"quantity\":1}", Certainty.EXACT),
        banana(Certainty.EXACT),
        event("CheckedOut", "{}", Certainty.EXACT));
    assertState(get("/carts/303", DERIVED), 3, cart(303, 1, true, "exact"));
  }

  @Test
  void a_derived_button_says_how_certain_it_is() {
    derived("button-desk", event("ButtonPressed", "{}", Certainty.INFERRED));
    assertState(
        get("/buttons/desk", DERIVED),
        1,
        "{\"id\":\"desk\",\"state\":\"on\",\"certainty\":\"inferred\"}");
    assertState(
        bodiless().queryParams(DERIVED).post("/buttons/desk/presses"),
        2,
        "{\"id\":\"desk\",\"state\":\"off\",\"certainty\":\"inferred\"}");
  }

  @Test
  void a_derived_event_says_where_it_comes_from() {
    derived("cart-304", banana(Certainty.AMBIGUOUS, "Other #1"), banana(Certainty.EXACT));
    var stream = get("/streams/cart-304", DERIVED);
    assertThat(stream.asString())
        .contains(
            """
            "happenedAt":"2026-01-02T03:04:05Z","provenance":{"certainty":"ambiguous",\
            "generation":"shop/1","mapping":"cart","mappingVersion":3,"pattern":"ItemAdded #2",\
            "transaction":771,"commit":"0/2A","ordinals":[1,2],"rivals":["Other #1"]}}""")
        .contains("\"ordinals\":[1,2]}}]}");
    assertThat(bodiless().get("/streams/cart-304?store=derived&limit=1").header("Link"))
        .isEqualTo("</streams/cart-304?store=derived&limit=1&after=1>; rel=\"next\"");
  }

  @Test
  void an_event_that_cannot_be_read_is_named() {
    derived("cart-305", banana(Certainty.EXACT), event("ItemVanished", "{}", Certainty.EXACT));
    derived("cart-306", event("ItemAdded", "{\"sku\":\"banana\"}", Certainty.EXACT));
    assertRefused(
        get("/carts/305", DERIVED),
        500,
        "event-unreadable",
        "Stream cart-305, version 2, type ItemVanished: it is not an event of a cart;"
            + " expected one of: CartFound, ItemFound, ItemAdded, ItemRemoved, QuantityChanged, PriceCorrected, PriceChanged, DiscountApplied,"
            + " DiscountWithdrawn, GuestCartMerged, MergedIntoCart, CartCleared, CartAbandoned, CartSaved, CheckedOut, CheckoutCancelled.");
    assertRefused(
        bodiless().queryParams(DERIVED).post("/carts/306/checkout"),
        500,
        "event-unreadable",
        "Stream cart-306, version 1, type ItemAdded: quantity is missing;"
            + " expected a whole number of 32 bits.");
  }

  @Test
  void a_store_that_is_not_there() {
    String detail = "There is no store best; expected one of: derived, true.";
    for (String path : List.of("/carts/301", "/buttons/desk", "/streams/cart-301")) {
      assertRefused(get(path, Map.of("store", "best")), 404, "store-unknown", detail);
    }
    assertRefused(post("/buttons/desk/presses?store=best", "{}"), 404, "store-unknown", detail);
    assertThat(add(307, "banana", 1, "1.00").asString()).doesNotContain("certainty");
    assertThat(get("/carts/307", Map.of("store", "true")).statusCode()).isEqualTo(200);
  }
}
