package afterimage.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The store's tables and functions, in the schema `afterimage` of a database.
public final class StoreSchema {

  static final String NAME = "afterimage";

  private StoreSchema() {}

  /// Brings the schema to the version that this code needs; does nothing if it is there.
  public static void migrate(DataSource database) {
    Flyway.configure(StoreSchema.class.getClassLoader())
        .dataSource(database)
        .schemas(NAME)
        .locations("classpath:db/event-store")
        .load()
        .migrate();
  }
}
