package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.StoreSchema;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// A database for the true store and one for a derived store, as a host would give them.
public final class TwoStores implements QuarkusTestResourceLifecycleManager {

  private static final String DERIVED = "test.derived.url";

  @Override
  public Map<String, String> start() {
    Database events = TestPostgres.freshDatabase();
    Database derived = TestPostgres.freshDatabase();
    return Map.of(
        "quarkus.datasource.events.jdbc.url",
        events.jdbcUrl(),
        "quarkus.datasource.events.username",
        events.user(),
        DERIVED,
        derived.jdbcUrl() + "?user=" + derived.user());
  }

  @Override
  public void stop() {
    // The embedded server goes with the JVM.
  }

  /// What a host application produces.
  @Singleton
  static class Host {

    @Produces
    @Singleton
    NamedStore derived(@ConfigProperty(name = DERIVED) String url) {
      AgroalDataSource pool = Database.parse(url).pool(12);
      StoreSchema.migrate(pool);
      return NamedStore.over("derived", pool);
    }
  }
}
