package afterimage.eventsourced.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.asking.WhatIf.Fate;
import afterimage.eventsourced.button.ButtonCommand;
import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.cart.CartEvent;
import afterimage.eventsourced.cart.CartItem;
import afterimage.eventsourced.cart.CartSubject;
import afterimage.eventsourced.cart.Carts;
import afterimage.eventsourced.cart.Discount;
import afterimage.eventsourced.cart.Requirement;
import afterimage.eventsourced.handling.ExpectedTag;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.Request;
import afterimage.postgres.TestPostgres;
import afterimage.store.AsOf;
import afterimage.store.EventStore;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreSchema;
import afterimage.store.StreamId;
import io.agroal.api.AgroalDataSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskingTest {

  private AgroalDataSource pool;
  private EventStore store;
  private EventSourcedShop shop;

  @BeforeEach
  void open() {
    pool = TestPostgres.freshDatabase().pool(3);
    StoreSchema.migrate(pool);
    store = new PostgresEventStore(pool);
    shop = new EventSourcedShop(store, InstantSource.system());
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  private static Request by(String actor, String reason) {
    return new Request(new ExpectedTag.Any(), actor, reason, null, null);
  }

  private void give(long cart, CartCommand... commands) {
    for (CartCommand command : commands) {
      shop.carts().handle(cart, command, Request.ANY);
    }
  }

  /// The seven steps.
  private void give101() {
    give(
        101,
        new CartCommand.AddItem("banana", 1, money("1.00")),
        new CartCommand.AddItem("apple", 1, money("1.50")),
        new CartCommand.AddItem("banana", 1, money("1.00")),
        new CartCommand.RemoveItem("apple", 1, "changed my mind"),
        new CartCommand.ApplyDiscount(
            new Discount.Amount(money("0.10")), new Requirement.Holds("banana", 2)),
        new CartCommand.AddItem("mango", 1, money("2.00")),
        new CartCommand.CheckOut());
  }

  private CartSubject cart(long id) {
    return new CartSubject(shop.carts().handler(id));
  }

  private List<RecordedEvent> events(long cart) {
    return store.read(Carts.stream(cart));
  }

  private WhatIf<CartEvent> whatIf(long cart, Otherwise otherwise) {
    return new Replay<>(cart(cart), events(cart)).of(otherwise);
  }

  private RootCause rootCause(long cart, String condition) {
    return RootCause.find(cart(cart), events(cart), condition, new Audit(shop::subject));
  }

  @Test
  void an_audit_tells_each_change_who_why_and_what_is_different() {
    shop.carts().handle(1, new CartCommand.AddItem("apple", 2, money("1.50")), by("Ann", "hungry"));
    give(1, new CartCommand.RemoveItem("apple", 1, "expired"));

    List<Change> changes = new Audit(shop::subject).of(cart(1), events(1));

    assertThat(changes)
        .extracting(Change::words)
        .containsExactly(
            "Ann added 2 apple at 1.50, because: hungry.", "Somebody took out 1 apple (expired).");
    assertThat(new Audit(shop::subject).of(cart(1), events(1), 1))
        .containsExactly(changes.getLast());
    RecordedEvent first = events(1).getFirst();
    assertThat(changes.getFirst())
        .extracting(
            Change::version,
            Change::type,
            Change::actor,
            Change::reason,
            Change::commandId,
            Change::happenedAt,
            Change::recordedAt)
        .containsExactly(
            1L,
            "ItemAdded",
            "Ann",
            "hungry",
            first.metadata().commandId(),
            first.happenedAt(),
            first.recordedAt());
    assertThat(changes.getLast().differences())
        .extracting(d -> d.path() + ": " + d.before() + " → " + d.after())
        .containsExactly("items.apple.quantity: 2 → 1", "total: 3.00 → 1.50");
    assertThat(changes.getFirst().differences())
        .extracting(Difference::path)
        .containsExactly("items.apple.quantity", "items.apple.unitPrice", "total");
  }

  @Test
  void an_audit_names_the_cause_in_another_stream() {
    give(1, new CartCommand.AddItem("apple", 2, money("1.50")));
    shop.articles().changePrice("apple", money("1.20"), by("Eve", "season"));
    give(2, new CartCommand.AddItem("pear", 1, money("1.00")));
    shop.carts().mergeGuest(1, 2, by("Ann", "login"));

    assertThat(new Audit(shop::subject).of(cart(1), events(1)).get(1).causedBy())
        .contains(
            new Change.Cause(
                "article-apple",
                1,
                "Eve changed the price in the catalogue to 1.20, which reached 1 cart, because:"
                    + " season."));
    assertThat(new Audit(shop::subject).of(cart(2), events(2)).getLast().causedBy())
        .contains(
            new Change.Cause(
                "cart-1", 3, "Ann merged the guest's cart 2: 1 pear at 1.00, because: login."));
  }

  @Test
  void without_the_discount_the_total_is_what_the_items_cost() {
    give101();

    WhatIf<CartEvent> whatIf = whatIf(101, new Otherwise.Without(5));

    assertThat(whatIf.outcome().path("total").decimalValue()).isEqualTo(money("4.00"));
    assertThat(whatIf.present().path("total").decimalValue()).isEqualTo(money("3.90"));
    assertThat(whatIf.steps())
        .extracting(WhatIf.Step::fate)
        .containsExactly(
            Fate.SAME, Fate.SAME, Fate.SAME, Fate.SAME, Fate.LEFT_OUT, Fate.SAME, Fate.SAME);
    assertThat(whatIf.compensation().orElseThrow())
        .containsExactly(
            new CartEvent.CheckoutCancelled(),
            new CartEvent.DiscountWithdrawn(money("0.10")),
            new CartEvent.CheckedOut(
                List.of(
                    new CartItem("banana", 2, money("1.00")),
                    new CartItem("mango", 1, money("2.00"))),
                money("0.00")));
    assertThat(events(101)).hasSize(7);
  }

  @Test
  void a_later_event_that_would_have_been_refused_is_marked_and_does_not_happen() {
    give101();

    WhatIf<CartEvent> whatIf = whatIf(101, new Otherwise.Without(3));

    WhatIf.Step discount = whatIf.steps().get(4);
    assertThat(discount.fate()).isEqualTo(Fate.REFUSED);
    assertThat(discount.refused().orElseThrow())
        .hasMessage("Cart 101 holds 1 banana; the discount requires 2.");
    assertThat(discount.really().path("discount").decimalValue()).isEqualTo(money("0.10"));
    assertThat(discount.otherwise().path("discount").decimalValue()).isEqualTo(money("0.00"));
    assertThat(whatIf.outcome().path("total").decimalValue()).isEqualTo(money("3.00"));
  }

  @Test
  void an_event_may_be_another_or_come_earlier() {
    give101();

    WhatIf<CartEvent> three =
        whatIf(
            101,
            new Otherwise.Instead(
                1,
                "ItemAdded",
                new Json("{\"sku\":\"banana\",\"quantity\":3,\"unitPrice\":1.00}")));
    assertThat(three.steps().getFirst().fate()).isEqualTo(Fate.REPLACED);
    assertThat(three.outcome().path("total").decimalValue()).isEqualTo(money("5.90"));

    WhatIf<CartEvent> early = whatIf(101, new Otherwise.Moved(7, 2));
    assertThat(early.steps())
        .extracting(WhatIf.Step::version)
        .containsExactly(1L, 7L, 2L, 3L, 4L, 5L, 6L);
    assertThat(early.steps().subList(2, 7))
        .extracting(WhatIf.Step::fate)
        .containsOnly(Fate.REFUSED);
    assertThat(early.outcome().path("total").decimalValue()).isEqualTo(money("1.00"));

    WhatIf<CartEvent> late = whatIf(101, new Otherwise.Moved(3, 6));
    assertThat(late.steps())
        .extracting(WhatIf.Step::version)
        .containsExactly(1L, 2L, 4L, 5L, 3L, 6L, 7L);
    assertThat(late.steps().get(3).fate()).isEqualTo(Fate.REFUSED);
    assertThat(late.outcome().path("total").decimalValue()).isEqualTo(money("4.00"));
  }

  @Test
  void a_percentage_of_less_is_less() {
    give(
        1,
        new CartCommand.AddItem("apple", 2, money("1.00")),
        new CartCommand.AddItem("pear", 2, money("1.00")),
        new CartCommand.ApplyDiscount(new Discount.Percent(10), null));

    WhatIf<CartEvent> whatIf = whatIf(1, new Otherwise.Without(2));

    assertThat(whatIf.steps().getLast().fate()).isEqualTo(Fate.DIFFERENT);
    assertThat(whatIf.outcome().path("discount").decimalValue()).isEqualTo(money("0.20"));
  }

  @Test
  void what_is_free_is_worth_what_it_costs_then() {
    give(
        1,
        new CartCommand.AddItem("apple", 2, money("1.00")),
        new CartCommand.CorrectPrice("apple", money("0.50")),
        new CartCommand.ApplyDiscount(new Discount.Free("apple", 1), null));

    WhatIf<CartEvent> whatIf = whatIf(1, new Otherwise.Without(2));

    assertThat(whatIf.steps().getLast().fate()).isEqualTo(Fate.DIFFERENT);
    assertThat(whatIf.outcome().path("discount").decimalValue()).isEqualTo(money("1.00"));
  }

  @Test
  void what_is_so_already_is_nothing() {
    give(
        1,
        new CartCommand.AddItem("apple", 1, money("1.00")),
        new CartCommand.ChangeQuantity("apple", 3),
        new CartCommand.ChangeQuantity("apple", 1));

    assertThat(whatIf(1, new Otherwise.Without(2)).steps())
        .extracting(WhatIf.Step::fate)
        .containsExactly(Fate.SAME, Fate.LEFT_OUT, Fate.NOTHING);
    Json one = new Json("{\"sku\":\"apple\",\"quantity\":1}");
    assertThat(whatIf(1, new Otherwise.Instead(2, "QuantityChanged", one)).steps())
        .extracting(WhatIf.Step::fate)
        .containsExactly(Fate.SAME, Fate.NOTHING, Fate.NOTHING);
  }

  @Test
  void what_cannot_be_replayed_is_said() {
    give101();
    for (long version : List.of(0L, 8L)) {
      assertThatThrownBy(() -> whatIf(101, new Otherwise.Without(version)))
          .isInstanceOf(Refused.class)
          .hasMessage("Stream cart-101 has no version %d; expected 1 to 7.".formatted(version));
    }
    assertThatThrownBy(
            () -> whatIf(101, new Otherwise.Instead(1, "ItemAdded", new Json("{\"sku\":\"a\"}"))))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.problem()).isEqualTo("replay-impossible"))
        .hasMessage(
            "Stream cart-101, version 1, type ItemAdded: quantity is missing; expected a whole"
                + " number of 32 bits.");
  }

  @Test
  void what_the_rules_would_have_refused_in_reality_too_happens_again() {
    give101();
    store.append(
        Carts.stream(101),
        ExpectedVersion.ANY,
        List.of(
            NewEvent.of(
                "ItemAdded",
                new Json("{\"sku\":\"kiwi\",\"quantity\":1,\"unitPrice\":0.50}"),
                Metadata.NONE),
            // More than anybody can ask for in one go.
            NewEvent.of(
                "ItemAdded",
                new Json("{\"sku\":\"pip\",\"quantity\":5000,\"unitPrice\":0.00}"),
                Metadata.NONE)));

    WhatIf<CartEvent> whatIf = whatIf(101, new Otherwise.Without(5));

    assertThat(whatIf.steps().subList(7, 9))
        .extracting(WhatIf.Step::fate)
        .containsExactly(Fate.SAME, Fate.SAME);
    assertThat(whatIf.outcome().path("items")).hasSize(4);
    assertThat(whatIf.outcome().path("total").decimalValue()).isEqualTo(money("4.50"));
  }

  @Test
  void the_first_event_after_which_a_condition_held() {
    give101();
    String gone =
        "before.items.exists(i, i.sku == 'apple') && !state.items.exists(i, i.sku == 'apple')";
    RootCause cause = rootCause(101, gone);
    assertThat(cause.first().orElseThrow().words())
        .isEqualTo("Somebody took out 1 apple (changed my mind).");
    assertThat(cause.holdsNow()).isFalse();
    assertThat(rootCause(101, "state.discount > 0").first().orElseThrow().version()).isEqualTo(5);
    assertThat(rootCause(101, "state.discount > 0").holdsNow()).isTrue();
    assertThat(rootCause(101, "event.type == 'CheckedOut'").first().orElseThrow().version())
        .isEqualTo(7);
    assertThat(rootCause(101, "state.total > 100").first()).isEmpty();
  }

  @Test
  void a_condition_that_is_none_or_has_no_value_or_goes_too_far_is_refused() {
    give101();
    assertThatThrownBy(() -> rootCause(101, "state.total >"))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("Condition, column 14: mismatched input '<EOF>'");
    assertThatThrownBy(() -> rootCause(101, "total > 1"))
        .hasMessage("Condition, column 1: undeclared reference to 'total' (in container '').");
    assertThatThrownBy(() -> rootCause(101, "'yes'"))
        .hasMessage("Condition, column 1: expected type 'bool' but found 'string'.");
    assertThatThrownBy(() -> rootCause(101, "state.totl > 1"))
        .hasMessageStartingWith("The condition has no value at version 1: ")
        .hasMessageContaining("totl");
    String ten = "[1,2,3,4,5,6,7,8,9,10]";
    assertThatThrownBy(
            () ->
                rootCause(
                    101,
                    "%s.all(a, %s.all(b, %s.all(c, %s.all(d, %s.all(e, true)))))"
                        .replace("%s", ten)))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("The condition has no value at version 1: ");
    assertThatThrownBy(() -> rootCause(101, "true || " + "true || ".repeat(300) + "true"))
        .hasMessage("The condition has more than 2000 characters.");
  }

  @Test
  void a_condition_that_takes_too_long_over_all_events_is_refused() {
    give101();
    assertThatThrownBy(
            () ->
                RootCause.find(
                    cart(101), events(101), "true", new Audit(shop::subject), Duration.ZERO))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.problem()).isEqualTo("condition-wrong"))
        .hasMessage("The condition took more than 0 s; it had come to version 1 of 7.");
  }

  @Test
  void replay_without_a_change_is_the_present_and_revert_is_that_state_and_keeps_all_events() {
    long seed = new Random().nextLong();
    System.out.println("AskingTest: seed " + seed);
    Random random = new Random(seed);
    RandomCarts carts = new RandomCarts(random);
    for (int id = 1; id <= 12; id++) {
      for (int i = 0; i < 25; i++) {
        try {
          give(id, carts.command());
        } catch (Refused e) {
          // So it is with random commands.
        }
      }
      List<RecordedEvent> before = events(id);
      if (before.isEmpty()) {
        continue;
      }
      String where = "seed %d, cart %d".formatted(seed, id);
      WhatIf<CartEvent> same = whatIf(id, new Otherwise.AsItWas());
      assertThat(same.differences()).as(where).isEmpty();
      assertThat(same.steps()).as(where).extracting(WhatIf.Step::fate).containsOnly(Fate.SAME);
      assertThat(same.compensation().orElseThrow()).as(where).isEmpty();

      long version = random.nextLong(1, before.size() + 1L);
      Cart then = cart(id).handler().read(new AsOf.Version(version)).state();
      Cart reverted = Compensation.revert(cart(id), new AsOf.Version(version), Request.ANY).state();
      assertThat(reverted).as("%s, version %d", where, version).isEqualTo(then);
      assertThat(cart(id).handler().read(AsOf.LATEST).state()).as(where).isEqualTo(then);
      assertThat(events(id).subList(0, before.size())).as(where).isEqualTo(before);

      long left = random.nextLong(1, before.size() + 1L);
      var outcome = whatIf(id, new Otherwise.Without(left)).outcome();
      Cart compensated =
          Compensation.otherwise(cart(id), new Otherwise.Without(left), Request.ANY).state();
      assertThat(cart(id).show(compensated)).as("%s, without %d", where, left).isEqualTo(outcome);
    }
  }

  @Test
  void a_revert_that_comes_again_is_not_done_again() {
    give101();
    Request once = new Request(new ExpectedTag.Any(), "Ann", "a mistake", "undo-1", null);
    var reverted = Compensation.revert(cart(101), new AsOf.Version(3), once);
    assertThat(reverted.state().total()).isEqualTo(money("3.50"));
    int size = events(101).size();

    assertThat(Compensation.revert(cart(101), new AsOf.Version(3), once)).isEqualTo(reverted);
    assertThat(events(101)).hasSize(size);
    assertThat(events(101).getLast().metadata().reason()).isEqualTo("a mistake");
  }

  @Test
  void a_cart_that_is_no_more_comes_back_and_one_that_is_there_ends_again() {
    CartCommand banana = new CartCommand.AddItem("banana", 1, money("1.00"));
    give(1, banana, new CartCommand.Abandon());
    assertThat(Compensation.revert(cart(1), new AsOf.Version(1), Request.ANY).state())
        .isEqualTo(cart(1).handler().read(new AsOf.Version(1)).state());
    Compensation.revert(cart(1), new AsOf.Version(2), Request.ANY);
    assertThat(cart(1).handler().read(AsOf.LATEST).state().begun()).isFalse();
    assertThat(events(1))
        .extracting(RecordedEvent::type)
        .containsExactly("ItemAdded", "CartAbandoned", "CartSaved", "CartAbandoned");
  }

  @Test
  void there_are_places_to_which_no_event_leads_back() {
    shop.buttons().handle("lamp", new ButtonCommand.Press(1), Request.ANY);
    Subject<?, ?, ?> lamp = shop.subject(StreamId.of("button-lamp")).orElseThrow();
    assertThatThrownBy(() -> Compensation.otherwise(lamp, new Otherwise.Without(1), Request.ANY))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.problem()).isEqualTo("revert-impossible"))
        .hasMessage("No events lead stream button-lamp to {\"id\":\"lamp\",\"state\":\"off\"}.");
    shop.articles().changePrice("apple", money("1.20"), Request.ANY);
    Subject<?, ?, ?> apple = shop.subject(StreamId.of("article-apple")).orElseThrow();
    assertThatThrownBy(() -> Compensation.otherwise(apple, new Otherwise.Without(1), Request.ANY))
        .hasMessageStartingWith("No events lead stream article-apple to ");
    assertThat(shop.subject(StreamId.of("note-1"))).isEmpty();
  }

  @Test
  void a_button_and_an_article_tell_what_happened_to_them_and_go_back_too() {
    shop.buttons().handle("lamp", new ButtonCommand.Press(2), by("Ann", "dark"));
    shop.buttons().handle("lamp", new ButtonCommand.Set(true), Request.ANY);
    Subject<?, ?, ?> lamp = shop.subject(StreamId.of("button-lamp")).orElseThrow();
    for (int times = 0; times < 2; times++) {
      // The second time it is there already.
      Compensation.revert(lamp, new AsOf.Version(2), by("Eve", "a mistake"));
    }
    assertThat(new Audit(shop::subject).of(lamp, store.read(StreamId.of("button-lamp"))))
        .extracting(Change::words)
        .containsExactly(
            "Ann pressed the button, because: dark.",
            "Ann pressed the button, because: dark.",
            "Somebody set the button on.",
            "Eve set the button off, because: a mistake.");

    give(1, new CartCommand.AddItem("apple", 1, money("1.00")));
    give(2, new CartCommand.AddItem("apple", 1, money("1.00")));
    for (String price : List.of("1.20", "1.30")) {
      shop.articles().changePrice("apple", money(price), Request.ANY);
    }
    Subject<?, ?, ?> apple = shop.subject(StreamId.of("article-apple")).orElseThrow();
    Compensation.revert(apple, new AsOf.Version(1), Request.ANY);
    assertThat(new Audit(shop::subject).of(apple, store.read(StreamId.of("article-apple"))))
        .extracting(Change::words)
        .containsExactly(
            "Somebody changed the price in the catalogue to 1.20, which reached 2 carts.",
            "Somebody changed the price in the catalogue to 1.30, which reached 2 carts.",
            "Somebody changed the price in the catalogue to 1.20, which reached 0 carts.");
  }
}
