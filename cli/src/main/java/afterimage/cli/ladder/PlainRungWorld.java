package afterimage.cli.ladder;

import afterimage.cli.shops.PlainEventSourcedShop;
import afterimage.cli.shops.PlainLegacyShop;
import afterimage.comparison.drive.Shop;
import afterimage.comparison.ladder.Publishing;
import afterimage.comparison.ladder.RungWorld;
import afterimage.eventsourced.EventSourcedShop;
import afterimage.legacy.LegacyShop;
import afterimage.legacy.cart.CheckoutFaults;
import afterimage.legacy.cart.CheckoutSubscriber;
import afterimage.legacy.shipping.Shipping;
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
    // Shipping has no place in what is compared.
    return new PlainLegacyShop(shop(source, stating, _ -> {}));
  }

  @Override
  public Publishing publishing(DataSource source, Stating stating) {
    Shipping shipping = new Shipping();
    LegacyShop shop = shop(source, stating, shipping);
    return new Publishing(
        new PlainLegacyShop(shop),
        fault ->
            shop.faults()
                .turn(
                    switch (fault) {
                      case NONE -> CheckoutFaults.Fault.NONE;
                      case MESSAGE_LOST -> CheckoutFaults.Fault.MESSAGE_LOST;
                      case COMMIT_FAILS -> CheckoutFaults.Fault.COMMIT_FAILS;
                    }),
        shipping::carts);
  }

  private static LegacyShop shop(
      DataSource source, Stating stating, CheckoutSubscriber subscriber) {
    Statements statements =
        switch (stating) {
          case NOTHING -> Statements.NONE;
          case INTENT -> new Statements(true, false);
          case OUTBOX -> new Statements(true, true);
        };
    LegacyShop.migrate(source, statements);
    return new LegacyShop(source, subscriber, statements);
  }

  @Override
  public Shop eventSourced(DataSource source) {
    StoreSchema.migrate(source);
    return new PlainEventSourcedShop(
        new EventSourcedShop(new PostgresEventStore(source), InstantSource.system()));
  }
}
