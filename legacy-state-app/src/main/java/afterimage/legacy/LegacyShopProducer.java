package afterimage.legacy;

import afterimage.legacy.shipping.Shipping;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Where Quarkus and the plain shop meet: its data source named `legacy` goes in.
@Singleton
class LegacyShopProducer {

  /// At start, so that a database that cannot be used is said then and not to the first customer.
  @Startup
  @Produces
  @Singleton
  LegacyShop shop(@DataSource("legacy") AgroalDataSource source, Shipping shipping) {
    LegacyShop.migrate(source);
    return new LegacyShop(source, shipping);
  }

  @Produces
  @Singleton
  Shipping shipping() {
    return new Shipping();
  }
}
