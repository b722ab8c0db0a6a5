package afterimage.legacy;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The tables of the shop, in the schema `public`.
final class LegacySchema {

  /// By name, because what a class path holds cannot be listed everywhere: not in a packaged
  /// server, whose class loader has addresses of its own.
  static final List<String> MIGRATIONS =
      List.of("V1__carts.sql", "V2__cart_items.sql", "V3__buttons.sql", "V4__articles.sql");

  private LegacySchema() {}

  /// With a history of its own: a shop without it has no gap in its numbers.
  static void addOutbox(DataSource source) {
    Flyway.configure(LegacySchema.class.getClassLoader())
        .dataSource(source)
        .resourceProvider(new NamedMigrations("db/legacy-outbox/", List.of("V1__outbox.sql")))
        .defaultSchema("public")
        .table("outbox_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  static void migrate(DataSource source) {
    Flyway.configure(LegacySchema.class.getClassLoader())
        .dataSource(source)
        .resourceProvider(new NamedMigrations("db/legacy/", MIGRATIONS))
        .defaultSchema("public")
        .load()
        .migrate();
  }
}
