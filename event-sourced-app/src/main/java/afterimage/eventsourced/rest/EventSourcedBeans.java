package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Clock;

/// What the container is told of the shop. A host adds stores by producing [NamedStore]s.
@Singleton
class EventSourcedBeans {

  private static final System.Logger LOG = System.getLogger(EventSourcedBeans.class.getName());

  @Produces
  @Singleton
  NamedStore trueStore(@DataSource("events") AgroalDataSource events) {
    StoreSchema.migrate(events);
    return new NamedStore(NamedStore.TRUE, new PostgresEventStore(events));
  }

  @Produces
  @Singleton
  Shops shops(@Any Instance<NamedStore> stores) {
    return Shops.over(stores.stream().toList(), Clock.systemUTC());
  }

  /// Makes everything at once, so that a store that is not there stops the start and not a request.
  void start(@Observes StartupEvent started, Shops shops) {
    LOG.log(Level.DEBUG, "Stores: {0}", shops.names());
  }
}
