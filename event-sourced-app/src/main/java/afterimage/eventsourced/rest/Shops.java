package afterimage.eventsourced.rest;

import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.NamedStore;
import afterimage.eventsourced.handling.Refused;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The same shop over each store, by the name that requests ask for.
final class Shops {

  private static final List<String> PATHS =
      List.of("/carts/", "/buttons/", "/articles/", "/streams/", "/events");

  private final Map<String, EventSourcedShop> shops;

  private Shops(Map<String, EventSourcedShop> shops) {
    this.shops = shops;
  }

  /// @throws IllegalStateException if two stores have one name
  static Shops over(List<NamedStore> stores, InstantSource clock) {
    Map<String, EventSourcedShop> shops = new TreeMap<>();
    for (NamedStore store : stores) {
      if (shops.put(store.name(), new EventSourcedShop(store.store(), clock)) != null) {
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
    EventSourcedShop shop = shops.get(name);
    if (shop == null) {
      throw new Refused(
          "store-unknown", "There is no store %s; expected one of: %s.".formatted(name, names()));
    }
    return shop;
  }
}
