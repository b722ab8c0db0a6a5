package afterimage.eventsourced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.eventsourced.article.Article;
import afterimage.eventsourced.article.Articles;
import afterimage.eventsourced.article.Priced;
import afterimage.eventsourced.cart.CartCommand.Abandon;
import afterimage.eventsourced.cart.CartCommand.AddItem;
import afterimage.eventsourced.cart.CartCommand.CheckOut;
import afterimage.eventsourced.cart.CartCommand.CorrectPrice;
import afterimage.eventsourced.cart.Carts;
import afterimage.eventsourced.handling.ExpectedTag;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.Request;
import afterimage.postgres.TestPostgres;
import afterimage.store.AsOf;
import afterimage.store.EventStore;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Commands that concern more than one stream, and commands that come again.
class SeveralStreamsTest {

  private AgroalDataSource pool;
  private EventStore store;
  private EventSourcedShop shop;

  @BeforeEach
  void open() {
    pool = TestPostgres.freshDatabase().pool(5);
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

  private static Request key(String key) {
    return new Request(new ExpectedTag.Any(), "Ann", "a test", key, null);
  }

  private void add(long cart, String sku, int quantity, String price) {
    shop.carts().handle(cart, new AddItem(sku, quantity, money(price)), Request.ANY);
  }

  private List<String> types(long cart) {
    return store.read(Carts.stream(cart)).stream().map(RecordedEvent::type).toList();
  }

  @Test
  void a_guests_cart_goes_into_another_in_one_append_and_says_where_it_went() {
    add(101, "banana", 1, "1.00");
    add(202, "banana", 2, "1.00");
    add(202, "mango", 1, "2.00");

    var merged = shop.carts().mergeGuest(101, 202, key("login"));

    assertThat(merged.state().total()).hasToString("5.00");
    assertThat(merged.version()).isEqualTo(2);
    assertThat(types(101)).containsExactly("ItemAdded", "GuestCartMerged");
    assertThat(types(202)).containsExactly("ItemAdded", "ItemAdded", "MergedIntoCart");
    RecordedEvent into = store.read(Carts.stream(101)).getLast();
    RecordedEvent away = store.read(Carts.stream(202)).getLast();
    assertThat(away.metadata().causationId()).isEqualTo(into.id().toString());
    assertThat(away.metadata().actor()).isEqualTo("Ann");
    assertThat(away.recordedAt()).isEqualTo(into.recordedAt());
    assertThatThrownBy(() -> shop.carts().find(202, AsOf.LATEST))
        .hasMessage("There is no cart 202; a cart comes into being with its first item.");
    assertThatThrownBy(() -> shop.carts().find(202, new AsOf.Version(3)))
        .hasMessage("Cart 202 had come to an end by then, with its version 3.");
    assertThat(shop.carts().find(202, new AsOf.Version(2)).state().items()).hasSize(2);

    // It comes again, and nothing is done again, though the guest's cart is gone.
    assertThat(shop.carts().mergeGuest(101, 202, key("login"))).isEqualTo(merged);
  }

  @Test
  void what_is_expected_is_expected_of_the_stream_that_is_asked_and_of_no_other() {
    add(101, "banana", 1, "1.00");
    add(202, "mango", 1, "2.00");
    add(202, "mango", 1, "2.00");
    Request expecting = Request.expecting(new ExpectedTag.OneOf(List.of("1")));

    assertThat(shop.carts().mergeGuest(101, 202, expecting).version()).isEqualTo(2);
    shop.articles().changePrice("mango", money("2.00"), Request.ANY);
    assertThat(shop.articles().changePrice("mango", money("3.00"), expecting).carts())
        .containsExactly(101L);
  }

  @Test
  void a_cart_that_is_no_more_has_no_version() {
    add(101, "banana", 1, "1.00");
    shop.carts().handle(101, new Abandon(), Request.ANY);
    for (ExpectedTag expected :
        List.of(new ExpectedTag.Present(), new ExpectedTag.OneOf(List.of("2")))) {
      assertThatThrownBy(
              () ->
                  shop.carts()
                      .handle(
                          101,
                          new AddItem("banana", 1, money("1.00")),
                          Request.expecting(expected)))
          .hasMessage("There is no cart 101; expected %s.".formatted(expected.describe()));
    }
    add(101, "banana", 1, "1.00");
    assertThat(types(101)).containsExactly("ItemAdded", "CartAbandoned", "ItemAdded");
  }

  @Test
  void another_version_is_told_before_any_rule() {
    add(101, "banana", 1, "1.00");
    shop.carts().handle(101, new CheckOut(), Request.ANY);
    assertThatThrownBy(
            () ->
                shop.carts()
                    .handle(
                        101,
                        new CheckOut(),
                        Request.expecting(new ExpectedTag.OneOf(List.of("1")))))
        .hasMessage("Cart 101 is at version \"2\"; expected \"1\".");
  }

  @Test
  void what_cannot_be_merged_changes_neither_stream() {
    add(101, "banana", 1, "1.00");
    assertThatThrownBy(() -> shop.carts().mergeGuest(101, 101, Request.ANY))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.problem()).isEqualTo("cart-merged-with-itself"))
        .hasMessage("Cart 101 cannot be merged with itself; expected the cart of a guest.");
    assertThatThrownBy(() -> shop.carts().mergeGuest(101, 202, Request.ANY))
        .hasMessage("There is no cart 202; a cart comes into being with its first item.");
    add(202, "mango", 1, "2.00");
    shop.carts().handle(202, new CheckOut(), Request.ANY);
    assertThatThrownBy(() -> shop.carts().mergeGuest(101, 202, Request.ANY))
        .hasMessage("Cart 202 is checked out; it cannot be changed any more.");
    assertThat(types(101)).containsExactly("ItemAdded");
    assertThat(types(202)).containsExactly("ItemAdded", "CheckedOut");
  }

  @Test
  void a_price_of_the_catalogue_reaches_every_open_cart_that_holds_it_at_another() {
    add(1, "banana", 1, "1.00");
    add(2, "banana", 1, "1.00");
    shop.carts().handle(2, new CheckOut(), Request.ANY);
    add(3, "mango", 1, "1.00");
    add(4, "banana", 1, "1.20");
    add(5, "banana", 1, "1.00");
    shop.carts().handle(5, new CorrectPrice("banana", money("0.80")), Request.ANY);

    Priced article = shop.articles().changePrice("banana", money("1.2"), key("monday"));

    assertThat(article.article().state())
        .isEqualTo(new Article("banana", true, money("1.20"), List.of(1L, 5L)));
    assertThat(types(1)).containsExactly("ItemAdded", "PriceChanged");
    assertThat(types(5)).containsExactly("ItemAdded", "PriceCorrected", "PriceChanged");
    assertThat(types(2)).doesNotContain("PriceChanged");
    assertThat(types(4)).doesNotContain("PriceChanged");
    RecordedEvent cause = store.read(Articles.stream("banana")).getFirst();
    assertThat(store.read(Carts.stream(1)).getLast().metadata().causationId())
        .isEqualTo(cause.id().toString());

    // The same price again is no change, and reaches nobody; a cart that came since is reached.
    Priced same = shop.articles().changePrice("banana", money("1.20"), Request.ANY);
    assertThat(same.article().state()).isEqualTo(article.article().state());
    assertThat(same.article().version()).isEqualTo(1);
    assertThat(same.carts()).isEmpty();
    add(6, "banana", 1, "1.00");
    assertThat(shop.articles().changePrice("banana", money("1.20"), Request.ANY).carts())
        .containsExactly(6L);
    assertThat(shop.articles().changePrice("banana", money("1.20"), key("monday")))
        .isEqualTo(article);
  }

  @Test
  void a_command_that_comes_again_is_answered_as_it_was_and_not_done_again() {
    AddItem banana = new AddItem("banana", 1, money("1.00"));
    Request first = new Request(new ExpectedTag.Any(), "Ann", null, "k1", null);
    var answer = shop.carts().handle(101, banana, first);
    add(101, "mango", 1, "2.00");

    // Also with an expectation that no longer holds: the first one did.
    var again = new Request(new ExpectedTag.OneOf(List.of("1")), "Bob", null, "k1", null);
    assertThat(shop.carts().handle(101, banana, again)).isEqualTo(answer);
    assertThat(types(101)).hasSize(2);
    assertThatThrownBy(
            () -> shop.carts().handle(101, new AddItem("banana", 2, money("1.00")), first))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "Cart 101 took a command with the key k1 before, and it was another one; use a key"
                + " once.");
  }
}
