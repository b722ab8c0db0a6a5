package afterimage.eventsourced.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.asking.Compensation;
import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.cart.CartSubject;
import afterimage.eventsourced.handling.Request;
import afterimage.postgres.TestPostgres;
import afterimage.store.AsOf;
import afterimage.store.EventStore;
import afterimage.store.PostgresEventStore;
import afterimage.store.RecordedEvent;
import afterimage.store.StoreObserver;
import afterimage.store.StoreSchema;
import afterimage.store.subscription.EventConsumer;
import afterimage.store.subscription.Subscription;
import afterimage.store.subscription.Subscriptions;
import afterimage.store.subscription.Wakeups;
import io.agroal.api.AgroalDataSource;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShippingTest {

  private AgroalDataSource pool;
  private Wakeups wakeups;
  private EventSourcedShop shop;
  private Shipping shipping;
  private final List<Subscription> started = new ArrayList<>();

  @BeforeEach
  void open() {
    pool = TestPostgres.freshDatabase().pool(8);
    StoreSchema.migrate(pool);
    Shipping.migrate(pool);
    wakeups = Wakeups.over(pool);
    shop =
        new EventSourcedShop(
            new PostgresEventStore(pool).waking(wakeups::ring), InstantSource.system());
    shipping = new Shipping(pool);
  }

  @AfterEach
  void close() {
    started.forEach(Subscription::close);
    wakeups.close();
    pool.close();
  }

  private void start(EventConsumer consumer) {
    EventStore store = shop.store();
    started.add(
        new Subscriptions(store, pool, wakeups, StoreObserver.none())
            .atLeastOnce(Shipping.NAME, Shipping.FILTER, consumer));
  }

  private void checkOut(long cart) {
    shop.carts()
        .handle(cart, new CartCommand.AddItem("banana", 2, new BigDecimal("1.00")), Request.ANY);
    shop.carts().handle(cart, new CartCommand.CheckOut(), Request.ANY);
  }

  private List<String> shipped() throws SQLException {
    return shipping.shipments().stream()
        .filter(shipment -> !shipment.cancelled())
        .map(shipment -> shipment.document().text())
        .toList();
  }

  private static String document(long cart) {
    return """
    {"cart":%d,"items":[{"sku":"banana","quantity":2,"unitPrice":1.00}],"discount":0.00,\
    "total":2.00}"""
        .formatted(cart);
  }

  @Test
  void what_was_checked_out_before_and_after_it_started_is_shipped() {
    checkOut(1);
    start(shipping);
    checkOut(2);
    await().untilAsserted(() -> assertThat(shipped()).containsExactly(document(1), document(2)));
  }

  @Test
  void a_checkout_that_is_told_again_and_again_is_shipped_once() {
    AtomicInteger told = new AtomicInteger();
    start(
        events -> {
          shipping.consume(events);
          if (told.incrementAndGet() < 3) {
            throw new IllegalStateException("lost after the work was done");
          }
        });
    checkOut(1);
    await().untilAsserted(() -> assertThat(told).hasValueGreaterThanOrEqualTo(3));
    await().untilAsserted(() -> assertThat(shipped()).containsExactly(document(1)));
  }

  @Test
  void a_checkout_that_could_not_be_told_comes_again_until_it_is_shipped() {
    List<RecordedEvent> lost = new CopyOnWriteArrayList<>();
    start(
        events -> {
          if (lost.isEmpty()) {
            lost.addAll(events);
            throw new IllegalStateException("the way is down");
          }
          shipping.consume(events);
        });
    checkOut(1);
    await().untilAsserted(() -> assertThat(shipped()).containsExactly(document(1)));
    assertThat(lost).isNotEmpty();
  }

  @Test
  void whoever_starts_again_goes_on_where_it_was() {
    start(shipping);
    checkOut(1);
    await().untilAsserted(() -> assertThat(shipped()).hasSize(1));
    started.removeFirst().close();
    checkOut(2);
    start(shipping);
    await().untilAsserted(() -> assertThat(shipped()).containsExactly(document(1), document(2)));
  }

  @Test
  void a_checkout_that_was_cancelled_is_not_shipped() {
    start(shipping);
    checkOut(1);
    await().untilAsserted(() -> assertThat(shipped()).hasSize(1));
    Compensation.revert(new CartSubject(shop.carts().handler(1)), new AsOf.Version(1), Request.ANY);
    await().untilAsserted(() -> assertThat(shipped()).isEmpty());
  }
}
