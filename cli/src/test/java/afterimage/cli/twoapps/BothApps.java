package afterimage.cli.twoapps;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import afterimage.store.StoreSchema;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/// A database for each of the three that the server needs.
public final class BothApps implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.http.test-port", "0");
    for (String name : new String[] {"legacy", "events", "derived"}) {
      Database database = TestPostgres.freshDatabase();
      if (name.equals("derived")) {
        StoreSchema.migrate(database.dataSource());
      }
      settings.put("quarkus.datasource." + name + ".jdbc.url", database.jdbcUrl());
      settings.put("quarkus.datasource." + name + ".username", database.user());
    }
    return settings;
  }

  @Override
  public void stop() {
    // The embedded server goes with the JVM.
  }
}
