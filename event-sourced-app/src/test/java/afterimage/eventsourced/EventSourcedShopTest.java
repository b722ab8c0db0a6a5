package afterimage.eventsourced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.eventsourced.button.ButtonCommand.Press;
import afterimage.eventsourced.button.Buttons;
import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.cart.CartCommand.AddItem;
import afterimage.eventsourced.cart.CartCommand.ApplyDiscount;
import afterimage.eventsourced.cart.CartCommand.CheckOut;
import afterimage.eventsourced.cart.CartCommand.RemoveItem;
import afterimage.eventsourced.cart.CartItem;
import afterimage.eventsourced.cart.Carts;
import afterimage.eventsourced.cart.Discount;
import afterimage.eventsourced.cart.Requirement;
import afterimage.eventsourced.handling.ExpectedTag;
import afterimage.eventsourced.handling.Folded;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.Request;
import afterimage.eventsourced.handling.UnreadableEvent;
import afterimage.eventsourced.handling.VersionDiffers;
import afterimage.postgres.TestPostgres;
import afterimage.store.Appended;
import afterimage.store.AsOf;
import afterimage.store.EventFilter;
import afterimage.store.EventPage;
import afterimage.store.EventStore;
import afterimage.store.ExpectedVersion;
import afterimage.store.Json;
import afterimage.store.Metadata;
import afterimage.store.NewEvent;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreSchema;
import afterimage.store.StreamAppend;
import afterimage.store.StreamHead;
import afterimage.store.StreamQuery;
import afterimage.store.VersionConflict;
import io.agroal.api.AgroalDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventSourcedShopTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final Request ANY = Request.ANY;
  private static final Press ONCE = new Press(1);

  private AgroalDataSource pool;
  private EventStore store;
  private EventSourcedShop shop;

  @BeforeEach
  void open() {
    pool = TestPostgres.freshDatabase().pool(10);
    StoreSchema.migrate(pool);
    store = new PostgresEventStore(pool);
    shop = over(store);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private static EventSourcedShop over(EventStore store) {
    return new EventSourcedShop(store, InstantSource.fixed(NOON));
  }

  @Test
  void presses_of_one_batch_are_appended_together() {
    assertThat(shop.buttons().handle("lamp", new Press(3), ANY).version()).isEqualTo(3);
    shop.buttons().handle("lamp", ONCE, ANY);

    List<RecordedEvent> events = store.read(Buttons.stream("lamp"));
    assertThat(events).extracting(RecordedEvent::type).containsOnly("ButtonPressed").hasSize(4);
    assertThat(events.stream().map(event -> event.metadata().commandId()).distinct()).hasSize(2);
    assertThat(events.getFirst().happenedAt())
        .isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
  }

  @Test
  void shops_over_several_stores_do_not_know_each_other() {
    AgroalDataSource otherPool = TestPostgres.freshDatabase().pool(2);
    StoreSchema.migrate(otherPool);
    shop.buttons().handle("lamp", ONCE, ANY);

    assertThatThrownBy(
            () -> over(new PostgresEventStore(otherPool)).buttons().find("lamp", AsOf.LATEST))
        .hasMessage("There is no button lamp; a button comes into being when it is first used.");
    otherPool.close();
  }

  @Test
  void whoever_is_overtaken_decides_again() {
    AtomicInteger times = new AtomicInteger(3);
    EventStore overtaken =
        beforeEachAppend(
            () -> {
              if (times.getAndDecrement() > 0) {
                shop.buttons().handle("lamp", ONCE, ANY);
              }
            });

    assertThat(over(overtaken).buttons().handle("lamp", ONCE, ANY).version()).isEqualTo(4);
    assertThat(store.read(Buttons.stream("lamp"))).hasSize(4);
  }

  @Test
  void whoever_is_overtaken_each_time_gives_up_after_ten_tries() {
    EventStore busy = beforeEachAppend(() -> shop.buttons().handle("lamp", ONCE, ANY));

    assertThatThrownBy(() -> over(busy).buttons().handle("lamp", ONCE, ANY))
        .isInstanceOf(VersionConflict.class);
    assertThat(store.read(Buttons.stream("lamp"))).hasSize(10);
  }

  @Test
  void whoever_is_overtaken_and_expected_a_version_is_told() {
    shop.buttons().handle("lamp", ONCE, ANY);
    EventStore overtaken = beforeEachAppend(() -> shop.buttons().handle("lamp", ONCE, ANY));

    assertThatThrownBy(
            () ->
                over(overtaken)
                    .buttons()
                    .handle("lamp", ONCE, Request.expecting(new ExpectedTag.OneOf(List.of("1")))))
        .isInstanceOf(VersionDiffers.class)
        .hasMessage("Button lamp is at version \"2\"; expected \"1\".");
    assertThat(store.read(Buttons.stream("lamp"))).hasSize(2);
  }

  private EventStore beforeEachAppend(Runnable other) {
    return new EventStore() {
      @Override
      public List<Appended> append(List<StreamAppend> appends) {
        other.run();
        return store.append(appends);
      }

      @Override
      public List<Appended> append(List<StreamAppend> appends, Connection transaction) {
        return store.append(appends, transaction);
      }

      @Override
      public List<Appended> appendNew(List<StreamAppend> appends, Connection transaction) {
        return store.appendNew(appends, transaction);
      }

      @Override
      public long appendAll(Iterator<StreamAppend> appends) {
        return store.appendAll(appends);
      }

      @Override
      public long appendAll(Iterator<StreamAppend> appends, Connection transaction) {
        return store.appendAll(appends, transaction);
      }

      @Override
      public List<RecordedEvent> read(StreamQuery query) {
        return store.read(query);
      }

      @Override
      public EventPage readAll(long after, EventFilter filter, int limit) {
        return store.readAll(after, filter, limit);
      }

      @Override
      public List<StreamHead> streams(String after, String prefix, int limit) {
        return store.streams(after, prefix, limit);
      }

      @Override
      public long readablePosition() {
        return store.readablePosition();
      }
    };
  }

  @Test
  void what_cannot_be_read_is_said_and_nothing_is_guessed() {
    shop.carts().handle(101, new AddItem("banana", 1, BigDecimal.ONE), ANY);
    store.append(
        Carts.stream(101),
        ExpectedVersion.ANY,
        List.of(NewEvent.of("ItemVanished", Json.EMPTY, Metadata.NONE)));

    assertThatThrownBy(() -> shop.carts().find(101, AsOf.LATEST))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage(
            "Stream cart-101, version 2, type ItemVanished: it is not an event of a cart;"
                + " expected one of: CartFound, ItemFound, ItemAdded, ItemRemoved, QuantityChanged, PriceCorrected, PriceChanged, DiscountApplied,"
                + " DiscountWithdrawn, GuestCartMerged, MergedIntoCart, CartCleared, CartAbandoned, CartSaved, CheckedOut, CheckoutCancelled.");
    assertThat(shop.carts().find(101, new AsOf.Version(1)).version()).isEqualTo(1);
  }

  @Test
  void what_is_stored_folds_to_what_was_answered_and_refusals_leave_no_trace() {
    long seed = new Random().nextLong();
    System.out.println("what_is_stored_folds_to_what_was_answered: seed " + seed);
    Random random = new Random(seed);
    int accepted = 0;
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      long cart = random.nextLong(1, 13);
      CartCommand command = command(random);
      List<RecordedEvent> before = store.read(Carts.stream(cart));
      try {
        Folded<Cart> answer = shop.carts().handle(cart, command, ANY);
        // At most one event; none if the cart was as it was asked to be.
        assertThat(answer.version() - before.size()).as("seed %d, step %d", seed, i).isIn(0L, 1L);
        assertThat(shop.carts().handler(cart).read(AsOf.LATEST))
            .as("seed %d, step %d", seed, i)
            .isEqualTo(answer);
        accepted++;
      } catch (Refused refusal) {
        assertThat(store.read(Carts.stream(cart)))
            .as("seed %d, step %d: %s", seed, i, refusal.getMessage())
            .isEqualTo(before);
        refused++;
      }
    }
    assertThat(accepted).as("seed %d", seed).isPositive();
    assertThat(refused).as("seed %d", seed).isPositive();
  }

  private static CartCommand command(Random random) {
    String sku = List.of("apple", "banana", "mango").get(random.nextInt(3));
    int quantity = 1 + random.nextInt(3);
    BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(150), 2);
    return switch (random.nextInt(40)) {
      case 0 -> new CheckOut();
      case 12 -> new CartCommand.ChangeQuantity(sku, quantity);
      case 13 -> new CartCommand.CorrectPrice(sku, amount);
      case 14 -> new CartCommand.TakeCataloguePrice(sku, amount);
      case 15 -> new CartCommand.Clear();
      case 16 -> new CartCommand.Abandon();
      case 17 -> new CartCommand.Save(List.of(new CartItem(sku, quantity, BigDecimal.ONE)));
      case 18 -> new CartCommand.MergeInto(99);
      case 19 ->
          new CartCommand.MergeGuest(99, List.of(new CartItem(sku, quantity, BigDecimal.ONE)));
      case 20 -> new ApplyDiscount(new Discount.Free(sku, quantity), null);
      case 1 ->
          new ApplyDiscount(new Discount.Amount(amount), new Requirement.Holds(sku, quantity));
      case 2 -> new ApplyDiscount(new Discount.Percent(10), null);
      case 3, 4, 5, 6, 7, 8 ->
          new RemoveItem(sku, quantity, random.nextBoolean() ? "changed" : null);
      default -> new AddItem(sku, quantity, BigDecimal.valueOf(100 + (random.nextInt(8) / 7), 2));
    };
  }
}
