package afterimage.eventsourced.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.asking.Compensation;
import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.cart.CartItem;
import afterimage.eventsourced.cart.CartSubject;
import afterimage.eventsourced.cart.Carts;
import afterimage.eventsourced.handling.ExpectedTag;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.Request;
import afterimage.eventsourced.projection.RebuildState.Phase;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.AsOf;
import afterimage.store.Certainty;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.Provenance;
import afterimage.store.StoreObserver;
import afterimage.store.StoreSchema;
import afterimage.store.StreamAppend;
import afterimage.store.projection.Fresh;
import afterimage.store.subscription.Wakeups;
import io.agroal.api.AgroalDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

class ShopProjectionsTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(50);
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final Database database = TestPostgres.freshDatabase();
  private final List<ShopProjections> started = new ArrayList<>();
  private AgroalDataSource pool;
  private Wakeups wakeups;
  private PostgresEventStore store;
  private EventSourcedShop shop;

  @BeforeEach
  void open() {
    pool = database.pool(16);
    StoreSchema.migrate(pool);
    wakeups = Wakeups.over(pool);
    store = new PostgresEventStore(pool).waking(wakeups::ring);
    shop = new EventSourcedShop(store, InstantSource.fixed(NOON));
  }

  @AfterEach
  void close() {
    started.forEach(ShopProjections::close);
    wakeups.close();
    pool.close();
  }

  private ShopProjections projections() {
    ShopProjections projections = new ShopProjections(store, pool, wakeups, StoreObserver.none());
    started.add(projections);
    return projections;
  }

  private ShopProjections running() throws Exception {
    ShopProjections projections = projections();
    projections.start(OFTEN);
    return projections;
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  private static CartCommand add(String sku, int quantity) {
    return new CartCommand.AddItem(sku, quantity, money("1.00"));
  }

  private void give(long cart, CartCommand... commands) {
    Request ann = new Request(new ExpectedTag.Any(), "Ann", null, null, null);
    for (CartCommand command : commands) {
      shop.carts().handle(cart, command, ann);
    }
  }

  private static List<String> rows(Fresh<RowPage> page) {
    return page.value().rows().stream().map(row -> row.tree().toString()).toList();
  }

  /// Waits until it has everything.
  private List<String> rows(ShopProjections projections, String name) throws Exception {
    projections.await(name, store.readablePosition(), LONG);
    return rows(projections.page(name, "", 1000));
  }

  @Test
  void each_tells_what_it_is_for() throws Exception {
    ShopProjections projections = running();
    give(1, add("banana", 2), add("apple", 1), new CartCommand.RemoveItem("apple", 1, "expired"));
    give(2, add("banana", 3), add("kiwi", 1));
    give(1, new CartCommand.CheckOut());

    assertThat(rows(projections, "cart_summaries"))
        .containsExactly(
            """
            {"cart":1,"status":"checked-out","lines":1,"quantity":2,"discount":0.00,"total":2.00,\
            "version":4,"changedAt":"2026-11-01T12:00:00.000000Z","changedBy":"Ann"}""",
            """
            {"cart":2,"status":"open","lines":2,"quantity":4,"discount":0.00,"total":4.00,\
            "version":2,"changedAt":"2026-11-01T12:00:00.000000Z","changedBy":"Ann"}""");
    assertThat(rows(projections, "open_items"))
        .containsExactly(
            "{\"sku\":\"banana\",\"carts\":1,\"quantity\":3,\"worth\":3.00}",
            "{\"sku\":\"kiwi\",\"carts\":1,\"quantity\":1,\"worth\":1.00}");
    assertThat(rows(projections, "removals"))
        .containsExactly(
            """
            {"position":3,"cart":1,"sku":"apple","quantity":1,"unitPrice":1.00,"how":"removed",\
            "reason":"expired","actor":"Ann","happenedAt":"2026-11-01T12:00:00.000000Z",\
            "outcome":"checked-out"}""");
    assertThat(rows(projections, "checkouts"))
        .singleElement()
        .asString()
        .contains(
            """
            "cart":1,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00}],"discount":0.00,\
            "total":2.00,"happenedAt":"2026-11-01T12:00:00.000000Z","actor":"Ann\"""");
    assertThat(rows(projections, "sales_by_day"))
        .containsExactly("{\"day\":\"2026-11-01\",\"checkouts\":1,\"quantity\":2,\"total\":2.00}");
  }

  @Test
  void what_is_no_longer_in_a_cart_was_removed_whichever_way_it_went() throws Exception {
    ShopProjections projections = running();
    give(
        1,
        add("apple", 5),
        new CartCommand.ChangeQuantity("apple", 3),
        new CartCommand.ChangeQuantity("apple", 4),
        add("kiwi", 1),
        new CartCommand.Save(List.of(new CartItem("apple", 2, money("1.00")))),
        new CartCommand.Clear(),
        new CartCommand.Abandon());
    give(1, add("pear", 1));
    shop.carts()
        .handle(
            1,
            new CartCommand.RemoveItem("pear", 1, "out of stock"),
            new Request(new ExpectedTag.Any(), "Eve", "a call", null, null));
    List<String> ended =
        List.of(
            "lowered apple 2 given-up",
            "saved apple 2 given-up",
            "saved kiwi 1 given-up",
            "cleared apple 2 given-up");
    assertThat(removals(projections)).startsWith(ended.toArray(String[]::new)).hasSize(5);
    assertThat(removals(projections).getLast()).isEqualTo("removed pear 1 open");
    assertThat(rows(projections, "removals").getLast())
        .contains("\"reason\":\"out of stock\",\"actor\":\"Eve\",\"because\":\"a call\"");
    assertThat(rows(projections, "cart_summaries").getFirst()).contains("\"status\":\"open\"");

    give(1, add("plum", 1), new CartCommand.CheckOut());
    assertThat(removals(projections)).startsWith(ended.toArray(String[]::new));
    assertThat(removals(projections).getLast()).isEqualTo("removed pear 1 checked-out");
  }

  /// Each as how, what, how many, and what became of the cart.
  private List<String> removals(ShopProjections projections) throws Exception {
    projections.await("removals", store.readablePosition(), LONG);
    return projections.page("removals", "", 100).value().rows().stream()
        .map(
            row ->
                "%s %s %s %s"
                    .formatted(
                        row.tree().path("how").asText(),
                        row.tree().path("sku").asText(),
                        row.tree().path("quantity").asText(),
                        row.tree().path("outcome").asText("open")))
        .toList();
  }

  @Test
  void what_was_removed_of_a_cart_that_is_found_checked_out_was_before_that() throws Exception {
    ShopProjections projections = running();
    derived(1, "ItemRemoved", "{\"sku\":\"a\",\"quantity\":1}", Certainty.EXACT);
    derived(1, "CartFound", "{\"discount\":0,\"checkedOut\":true}", Certainty.EXACT);
    derived(2, "ItemRemoved", "{\"sku\":\"b\",\"quantity\":1}", Certainty.EXACT);
    derived(2, "CartFound", "{\"discount\":0,\"checkedOut\":false}", Certainty.EXACT);
    assertThat(removals(projections))
        .containsExactly("removed a 1 checked-out", "removed b 1 open");
  }

  @Test
  void a_cart_that_is_no_more_says_how_it_ended() throws Exception {
    ShopProjections projections = running();
    for (long cart : List.of(1, 2, 3)) {
      give(cart, add("banana", 1));
    }
    shop.carts().mergeGuest(1, 2, Request.ANY);
    give(3, new CartCommand.Abandon());

    projections.await("cart_summaries", store.readablePosition(), LONG);
    assertThat(projections.page("cart_summaries", "", 10).value().rows())
        .extracting(row -> row.tree().path("status").asText())
        .containsExactly("open", "merged", "abandoned");
  }

  @Test
  void a_checkout_that_was_cancelled_is_neither_sold_nor_shipped() throws Exception {
    ShopProjections projections = running();
    give(
        1,
        add("apple", 2),
        new CartCommand.RemoveItem("apple", 1, "expired"),
        new CartCommand.CheckOut());
    assertThat(rows(projections, "sales_by_day")).hasSize(1);
    Compensation.revert(new CartSubject(shop.carts().handler(1)), new AsOf.Version(1), Request.ANY);

    assertThat(rows(projections, "sales_by_day")).isEmpty();
    assertThat(rows(projections, "checkouts"))
        .singleElement()
        .asString()
        .contains("\"cancelledAt\":");
    assertThat(rows(projections, "open_items")).hasSize(1);
    assertThat(rows(projections, "removals").getFirst()).doesNotContain("outcome");
  }

  @Test
  void rows_come_page_by_page() throws Exception {
    ShopProjections projections = running();
    for (long cart : List.of(9, 10, 11)) {
      give(cart, add("banana", 1));
    }
    projections.await("cart_summaries", store.readablePosition(), LONG);
    Fresh<RowPage> first = projections.page("cart_summaries", "", 2);
    Fresh<RowPage> second =
        projections.page("cart_summaries", first.value().next().orElseThrow(), 2);

    assertThat(first.value().rows())
        .extracting(row -> row.tree().path("cart").asLong())
        .containsExactly(9L, 10L);
    assertThat(second.value().rows())
        .extracting(row -> row.tree().path("cart").asLong())
        .containsExactly(11L);
    assertThat(second.value().next()).isEmpty();
  }

  @Test
  void what_was_derived_says_how_certain_it_is() throws Exception {
    ShopProjections projections = running();
    derived(1, "ItemAdded", "{\"sku\":\"a\",\"quantity\":2,\"unitPrice\":1.00}", Certainty.EXACT);
    derived(1, "ItemRemoved", "{\"sku\":\"a\",\"quantity\":1}", Certainty.INFERRED);
    derived(2, "ItemAdded", "{\"sku\":\"a\",\"quantity\":2,\"unitPrice\":1.00}", Certainty.STATED);
    derived(2, "CheckedOut", "{}", Certainty.STATED);
    derived(3, "ItemAdded", "{\"sku\":\"a\",\"quantity\":2,\"unitPrice\":1.00}", Certainty.EXACT);

    assertThat(rows(projections, "cart_summaries").get(0)).contains("\"certainty\":\"inferred\"");
    assertThat(rows(projections, "cart_summaries").get(1)).contains("\"certainty\":\"stated\"");
    assertThat(rows(projections, "open_items").getFirst()).contains("\"certainty\":\"inferred\"");
    assertThat(rows(projections, "removals").getFirst()).contains("\"certainty\":\"inferred\"");
    assertThat(rows(projections, "checkouts").getFirst())
        .contains("\"items\":[{\"sku\":\"a\",\"quantity\":2,\"unitPrice\":1.00}]")
        .contains("\"certainty\":\"stated\"");
    assertThat(rows(projections, "sales_by_day").getFirst()).contains("\"certainty\":\"stated\"");
  }

  private void derived(long cart, String type, String data, Certainty certainty) {
    Provenance provenance =
        new Provenance(
            certainty,
            "shop/1",
            "cart",
            1,
            type + "#1",
            7,
            LogSequenceNumber.valueOf("0/2A"),
            List.of(1),
            List.of());
    store.append(
        Carts.stream(cart),
        ExpectedVersion.ANY,
        List.of(NewEvent.of(type, new Json(data), Metadata.derived(NOON, provenance))));
  }

  @Test
  void a_cart_with_an_event_that_cannot_be_read_stands_still_and_keeps_no_other_waiting()
      throws Exception {
    ShopProjections projections = running();
    give(1, add("banana", 1));
    store.append(
        Carts.stream(1),
        ExpectedVersion.ANY,
        List.of(NewEvent.of("ItemAdded", new Json("{\"sku\":\"x\"}"), Metadata.NONE)));
    give(2, add("banana", 4));
    store.append(
        Carts.stream(1),
        ExpectedVersion.ANY,
        List.of(NewEvent.of("CartCleared", Json.EMPTY, Metadata.NONE)));

    assertThat(rows(projections, "open_items"))
        .containsExactly("{\"sku\":\"banana\",\"carts\":2,\"quantity\":5,\"worth\":5.00}");
    assertThat(projections.page("open_items", "", 10).value().unread())
        .containsExactly(
            new RowPage.Unread(
                "cart-1",
                2,
                "type ItemAdded: quantity is missing; expected a whole number of 32 bits."));
    assertThat(rows(projections, "cart_summaries").getFirst()).contains("\"version\":1");
  }

  @Test
  void one_that_is_not_there_and_a_position_that_is_not_reached_are_refused() throws Exception {
    ShopProjections projections = running();
    assertThatThrownBy(() -> projections.page("sales", "", 10))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "There is no projection sales; expected one of: cart_summaries, open_items, removals,"
                + " checkouts, sales_by_day.");
    assertThatThrownBy(() -> projections.await("removals", 99, Duration.ofSeconds(1)))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "Projection removals is at position 0; expected 99 or more within 1 s. Ask again, or"
                + " for less.");
    assertThatThrownBy(() -> projections.startRebuild("sales")).isInstanceOf(Refused.class);
  }

  @Test
  void it_is_rebuilt_while_the_old_tables_serve() throws Exception {
    ShopProjections projections = running();
    give(1, add("banana", 1), new CartCommand.RemoveItem("banana", 1, "expired"));
    List<String> before = rows(projections, "removals");
    assertThat(projections.rebuildState("removals").phase()).isEqualTo(Phase.NONE);
    execute(
        "INSERT INTO projection_removals.removals (position, cart, sku, quantity, how,"
            + " happened_at) VALUES (999, 9, 'ghost', 1, 'removed', now())");
    assertThat(rows(projections, "removals")).hasSize(2);

    projections.startRebuild("removals");
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(projections.rebuildState("removals").phase()).isEqualTo(Phase.DONE));

    RebuildState done = projections.rebuildState("removals");
    assertThat(done.position()).isEqualTo(store.readablePosition());
    assertThat(done.problem()).isEmpty();
    assertThat(rows(projections, "removals")).isEqualTo(before);
    give(1, add("kiwi", 1), new CartCommand.RemoveItem("kiwi", 1, "expired"));
    assertThat(rows(projections, "removals")).hasSize(2);
  }

  @Test
  void a_rebuild_shows_how_far_it_is_and_the_old_tables_serve_until_it_has_ended()
      throws Exception {
    ShopProjections projections = running();
    List<String> before = withGhost(projections);
    try (Connection other = heldUp()) {
      projections.startRebuild("removals");
      awaitBuilt(projections);

      RebuildState running = projections.rebuildState("removals");
      assertThat(running.phase()).isEqualTo(Phase.RUNNING);
      assertThat(running.readable()).isEqualTo(store.readablePosition());
      assertThat(running.startedAt()).isPresent();
      assertThat(rows(projections.page("removals", "", 10))).hasSize(2);
      ShopProjections elsewhere = projections();
      assertThat(elsewhere.rebuildState("removals").phase()).isEqualTo(Phase.RUNNING);
      for (ShopProjections here : List.of(projections, elsewhere)) {
        assertThatThrownBy(() -> here.startRebuild("removals"))
            .isInstanceOfSatisfying(
                Refused.class,
                refused -> assertThat(refused.problem()).isEqualTo("rebuild-running"))
            .hasMessage(
                "Projection removals is being rebuilt; wait for that to end, and rebuild it then.");
      }
      other.rollback();
    }
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(projections.rebuildState("removals").phase()).isEqualTo(Phase.DONE));
    assertThat(rows(projections, "removals")).isEqualTo(before);
  }

  @Test
  void a_rebuild_that_fails_says_why_and_the_old_tables_serve() throws Exception {
    ShopProjections projections = running();
    withGhost(projections);
    try (Connection other = heldUp()) {
      projections.startRebuild("removals");
      awaitBuilt(projections);
      execute("DELETE FROM afterimage.projections WHERE name = 'removals' AND stage = 'next'");
      other.rollback();
    }
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(projections.rebuildState("removals").phase()).isEqualTo(Phase.FAILED));
    assertThat(projections.rebuildState("removals").problem())
        .contains(
            "Projection removals: what was built beside it has been removed. Rebuild it again");
    assertThat(rows(projections, "removals")).hasSize(2);
  }

  /// Rows, and then one more that no event made, which is not there any more once it is rebuilt.
  private List<String> withGhost(ShopProjections projections) throws Exception {
    give(1, add("banana", 1), new CartCommand.RemoveItem("banana", 1, "expired"));
    List<String> rows = rows(projections, "removals");
    execute(
        "INSERT INTO projection_removals.removals (position, cart, sku, quantity, how,"
            + " happened_at) VALUES (999, 9, 'ghost', 1, 'removed', now())");
    return rows;
  }

  /// As long as its transaction lasts, no rebuild of it can end.
  private Connection heldUp() throws Exception {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1 FROM afterimage.projections WHERE name = 'removals' FOR UPDATE");
    }
    return connection;
  }

  private void awaitBuilt(ShopProjections projections) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(projections.rebuildState("removals").position())
                    .isEqualTo(store.readablePosition()));
  }

  @Test
  void a_rebuild_that_was_killed_half_way_goes_on_when_the_shop_starts_again() throws Exception {
    many(12_000);
    ShopProjections projections = running();
    projections.await("removals", store.readablePosition(), LONG);
    List<Long> reached = new ArrayList<>();
    assertThatThrownBy(
            () ->
                projections.rebuild(
                    "removals",
                    (position, _) -> {
                      reached.add(position);
                      throw new CancellationException("killed");
                    }))
        .isInstanceOf(CancellationException.class);
    RebuildState killed = projections.rebuildState("removals");
    assertThat(killed.phase()).isEqualTo(Phase.INTERRUPTED);
    assertThat(killed.position()).isEqualTo(reached.getFirst()).isLessThan(killed.readable());
    projections.close();
    // What it built stays: a row that no event made shows that it went on and did not begin again.
    execute(
        "INSERT INTO projection_removals_next.removals (position, cart, sku, quantity, how,"
            + " happened_at) VALUES (999999, 9, 'mark', 1, 'removed', now())");

    ShopProjections again = running();
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(again.rebuildState("removals").phase()).isEqualTo(Phase.DONE));
    assertThat(rows(again.page("removals", "0000000000000999998", 10)))
        .singleElement()
        .asString()
        .contains("\"sku\":\"mark\"");
  }

  /// So many events: half of them take out what the other half puts in.
  private void many(int events) {
    List<StreamAppend> appends = new ArrayList<>();
    for (int i = 0; i < events / 2; i++) {
      appends.add(
          new StreamAppend(
              Carts.stream(1 + i % 100),
              ExpectedVersion.ANY,
              List.of(
                  NewEvent.of(
                      "ItemAdded",
                      new Json("{\"sku\":\"a\",\"quantity\":1,\"unitPrice\":1.00}"),
                      Metadata.NONE),
                  NewEvent.of(
                      "ItemRemoved", new Json("{\"sku\":\"a\",\"quantity\":1}"), Metadata.NONE))));
    }
    store.appendAll(appends.iterator());
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
