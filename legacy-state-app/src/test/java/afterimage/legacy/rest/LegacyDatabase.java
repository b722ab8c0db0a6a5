package afterimage.legacy.rest;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// An empty database for the server under test.
public final class LegacyDatabase implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Database database = TestPostgres.freshDatabase();
    return Map.of(
        "quarkus.datasource.legacy.jdbc.url", database.jdbcUrl(),
        "quarkus.datasource.legacy.username", database.user());
  }

  @Override
  public void stop() {
    // The embedded server goes with the JVM.
  }
}
