package afterimage.eventsourced;

import afterimage.eventsourced.article.Articles;
import afterimage.eventsourced.button.Buttons;
import afterimage.eventsourced.cart.Carts;
import afterimage.store.EventStore;
import java.time.InstantSource;

/// The shop over one event store. It keeps no state of its own, so there may be many at once, over
/// the same store or others, whether their events were decided or derived.
public final class EventSourcedShop {

  private final EventStore store;
  private final Carts carts;
  private final Buttons buttons;
  private final Articles articles;

  /// @param clock says when something happened; when it was recorded, the store says
  public EventSourcedShop(EventStore store, InstantSource clock) {
    this.store = store;
    this.carts = new Carts(store, clock);
    this.buttons = new Buttons(store, clock);
    this.articles = new Articles(store, clock, carts);
  }

  public Carts carts() {
    return carts;
  }

  public Buttons buttons() {
    return buttons;
  }

  public Articles articles() {
    return articles;
  }

  public EventStore store() {
    return store;
  }
}
