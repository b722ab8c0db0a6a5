package afterimage.cli.server;

import afterimage.eventsourced.NamedStore;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Lets the event-sourced app answer over the derived streams too.
@Singleton
class DerivedStoreProducer {

  @Produces
  @Singleton
  NamedStore derived(@DataSource("derived") AgroalDataSource source) {
    return NamedStore.over("derived", source);
  }
}
