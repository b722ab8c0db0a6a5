package afterimage.eventsourced.rest;

import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.NamedStore;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.projection.ShopProjections;
import afterimage.store.StoreObserver;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The same shop over each store, by the name that requests ask for.
final class Shops {

  private static final List<String> PATHS =
      List.of("/carts/", "/buttons/", "/articles/", "/streams", "/events", "/projections");

  private final Map<String, Over> shops;

  /// What there is over one store.
  record Over(NamedStore named, EventSourcedShop shop, ShopProjections projections) {}

  private Shops(Map<String, Over> shops) {
    this.shops = shops;
  }

  /// @param observer is told of the true store; what goes on in the others has the same names
  /// @throws IllegalStateException if two stores have one name
  static Shops over(List<NamedStore> stores, InstantSource clock, StoreObserver observer) {
    Map<String, Over> shops = new TreeMap<>();
    for (NamedStore store : stores) {
      ShopProjections projections =
          new ShopProjections(
              store.store(),
              store.database(),
              store.wakeups(),
              store.name().equals(NamedStore.TRUE) ? observer : StoreObserver.none());
      Over over = new Over(store, new EventSourcedShop(store.store(), clock), projections);
      if (shops.put(store.name(), over) != null) {
        throw new IllegalStateException(
            "There are two stores named %s; give each a name of its own".formatted(store.name()));
      }
    }
    return new Shops(shops);
  }

  /// Whether a path belongs to this shop; another app in the same server has paths of its own.
  static boolean isOurs(String path) {
    return PATHS.stream().anyMatch(path::startsWith);
  }

  String names() {
    return String.join(", ", shops.keySet());
  }

  /// @throws Refused that lists the names there are
  EventSourcedShop shop(String name) {
    return at(name).shop();
  }

  /// @throws Refused that lists the names there are
  ShopProjections projections(String name) {
    return at(name).projections();
  }

  /// @throws Refused that lists the names there are
  Over at(String name) {
    Over over = shops.get(name);
    if (over == null) {
      throw new Refused(
          "store-unknown", "There is no store %s; expected one of: %s.".formatted(name, names()));
    }
    return over;
  }

  /// Lets the projections of all stores follow their events.
  ///
  /// @param every how often those on a schedule do
  void start(Duration every) throws SQLException {
    for (Over over : shops.values()) {
      over.projections().start(every);
    }
  }

  /// Before the connections are closed, which are not ours to close.
  void close() {
    shops.values().forEach(over -> over.projections().close());
    shops.values().forEach(over -> over.named().wakeups().close());
  }
}
