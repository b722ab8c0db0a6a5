package afterimage.eventsourced;

import afterimage.eventsourced.article.ArticleSubject;
import afterimage.eventsourced.article.Articles;
import afterimage.eventsourced.asking.Subject;
import afterimage.eventsourced.button.ButtonSubject;
import afterimage.eventsourced.button.Buttons;
import afterimage.eventsourced.cart.CartSubject;
import afterimage.eventsourced.cart.Carts;
import afterimage.store.EventStore;
import afterimage.store.StreamId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The shop over one event store. It keeps no state of its own, so there may be many at once, over
/// the same store or others, whether their events were decided or derived.
public final class EventSourcedShop {

  private static final Pattern NAME =
      Pattern.compile(
          "cart-(?<cart>[1-9][0-9]{0,15})|button-(?<button>[A-Za-z0-9_.~-]{1,64})"
              + "|article-(?<article>[A-Za-z0-9_.~-]{1,64})");

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

  /// What can be asked about a stream, by its name; empty if it is of no kind that the shop has.
  public Optional<Subject<?, ?, ?>> subject(StreamId stream) {
    Matcher name = NAME.matcher(stream.value());
    if (!name.matches()) {
      return Optional.empty();
    }
    if (name.group("cart") != null) {
      return Optional.of(new CartSubject(carts.handler(Long.parseLong(name.group("cart")))));
    }
    return Optional.of(
        name.group("button") == null
            ? new ArticleSubject(articles.handler(name.group("article")))
            : new ButtonSubject(buttons.handler(name.group("button"))));
  }
}
