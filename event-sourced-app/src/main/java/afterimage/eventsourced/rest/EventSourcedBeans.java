package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.eventsourced.shipping.Shipping;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import afterimage.store.subscription.Subscription;
import afterimage.store.subscription.Subscriptions;
import afterimage.store.subscription.Wakeups;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// What the container is told of the shop. A host adds stores by producing [NamedStore]s.
@Singleton
class EventSourcedBeans {

  private static final System.Logger LOG = System.getLogger(EventSourcedBeans.class.getName());

  private @Nullable Subscription consumer;

  @Produces
  @Singleton
  NamedStore trueStore(@DataSource("events") AgroalDataSource events, StoreMetrics metrics) {
    StoreSchema.migrate(events);
    Wakeups wakeups = Wakeups.over(events);
    return new NamedStore(
        NamedStore.TRUE,
        new PostgresEventStore(events).observedBy(metrics).waking(wakeups::ring),
        events,
        wakeups);
  }

  @Produces
  @Singleton
  Shipping shipping(@DataSource("events") AgroalDataSource events) {
    Shipping.migrate(events);
    return new Shipping(events);
  }

  @Produces
  @Singleton
  Shops shops(@Any Instance<NamedStore> stores, StoreMetrics metrics) {
    return Shops.over(stores.stream().toList(), Clock.systemUTC(), metrics);
  }

  /// Makes everything at once, so that a store that is not there stops the start and not a request.
  void start(
      @Observes StartupEvent started,
      Shops shops,
      Shipping shipping,
      StoreMetrics metrics,
      @ConfigProperty(name = "afterimage.sales-by-day.every") Duration every)
      throws SQLException {
    LOG.log(Level.DEBUG, "Stores: {0}", shops.names());
    NamedStore decided = shops.at(NamedStore.TRUE).named();
    consumer =
        new Subscriptions(decided.store(), decided.database(), decided.wakeups(), metrics)
            .atLeastOnce(Shipping.NAME, Shipping.FILTER, shipping);
    shops.start(every);
  }

  /// Before the connections are closed, which are not theirs to close.
  void end(@Observes ShutdownEvent ended, Shops shops, LiveEvents live) {
    live.end();
    if (consumer != null) {
      consumer.close();
    }
    shops.close();
  }
}
