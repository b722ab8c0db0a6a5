package afterimage.cli.ladder;

import afterimage.cli.shops.PlainEventSourcedShop;
import afterimage.cli.shops.PlainLegacyShop;
import afterimage.comparison.drive.Shop;
import afterimage.comparison.ladder.RungWorld;
import afterimage.eventsourced.EventSourcedShop;
import afterimage.legacy.LegacyShop;
import afterimage.legacy.stating.Statements;
import afterimage.postgres.PostgresServer;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreSchema;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;

/// Both apps without HTTP.
///
/// @param mappings the folder `mappings/ladder`
public record PlainRungWorld(PostgresServer server, Path mappings) implements RungWorld {

  /// With the shipped mappings.
  public static PlainRungWorld on(PostgresServer server) {
    // The launcher says where the project is; beside the code, where it was built, otherwise.
    return new PlainRungWorld(
        server, Path.of(System.getProperty("afterimage.home", "."), "mappings", "ladder"));
  }

  @Override
  public Shop legacy(DataSource source, Stating stating) {
    Statements statements =
        switch (stating) {
          case NOTHING -> Statements.NONE;
          case INTENT -> new Statements(true, false);
          case OUTBOX -> new Statements(true, true);
        };
    LegacyShop.migrate(source, statements);
    // Shipping has no place in what is compared.
    return new PlainLegacyShop(new LegacyShop(source, _ -> {}, statements));
  }

  @Override
  public Shop eventSourced(DataSource source) {
    StoreSchema.migrate(source);
    return new PlainEventSourcedShop(
        new EventSourcedShop(new PostgresEventStore(source), InstantSource.system()));
  }
}
