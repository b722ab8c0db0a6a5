package afterimage.eventsourced.article;

import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.cart.CartDecider;
import afterimage.eventsourced.cart.CartItem;
import afterimage.eventsourced.cart.Carts;
import afterimage.store.EventFilter;
import afterimage.store.EventPage;
import afterimage.store.EventStore;
import afterimage.store.RecordedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which open carts hold an article: kept in memory, and brought up to date from the store, from
/// where it was, whenever it is asked. It may lag behind appends that are still in flight.
final class OpenCarts {

  private static final int BATCH = 1000;
  private static final EventFilter CARTS = EventFilter.ALL.streamsBeginning("cart-");
  private static final Pattern STREAM = Pattern.compile("cart-([1-9][0-9]{0,15})");

  private final EventStore store;
  private final Carts carts;
  private final Map<Long, Cart> open = new HashMap<>();
  private final Map<String, SortedSet<Long>> holding = new TreeMap<>();
  private long position;

  OpenCarts(EventStore store, Carts carts) {
    this.store = store;
    this.carts = carts;
  }

  /// Ascending.
  synchronized List<Long> holding(String sku) {
    EventPage page;
    do {
      page = store.readAll(position, CARTS, BATCH);
      page.events().forEach(event -> number(event).ifPresent(cart -> apply(cart, event)));
      position = page.end();
    } while (!page.last());
    return List.copyOf(holding.getOrDefault(sku, new TreeSet<>()));
  }

  private static OptionalLong number(RecordedEvent event) {
    Matcher name = STREAM.matcher(event.stream().value());
    return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
  }

  private void apply(long id, RecordedEvent event) {
    CartDecider decider = new CartDecider(id);
    Cart before = open.getOrDefault(id, decider.initial());
    Cart after = decider.evolve(before, carts.handler(id).decode(event));
    for (CartItem item : before.items()) {
      holding.computeIfPresent(
          item.sku(), (_, ids) -> ids.remove(id) && ids.isEmpty() ? null : ids);
    }
    if (after.begun() && !after.checkedOut()) {
      open.put(id, after);
      after
          .items()
          .forEach(item -> holding.computeIfAbsent(item.sku(), _ -> new TreeSet<>()).add(id));
    } else {
      open.remove(id);
    }
  }
}
