package afterimage.eventsourced.article;

import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.cart.Carts;
import afterimage.eventsourced.handling.Decision;
import afterimage.eventsourced.handling.EventCodec;
import afterimage.eventsourced.handling.Folded;
import afterimage.eventsourced.handling.Handler;
import afterimage.eventsourced.handling.History;
import afterimage.eventsourced.handling.Overtaken;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import afterimage.store.EventStore;
import afterimage.store.StreamId;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// All articles of a store.
public final class Articles {

  private static final EventCodec<CataloguePriceChanged> CODEC = new ArticleCodec();

  private final EventStore store;
  private final InstantSource clock;
  private final Carts carts;
  private final OpenCarts open;

  public Articles(EventStore store, InstantSource clock, Carts carts) {
    this.store = store;
    this.clock = clock;
    this.carts = carts;
    this.open = new OpenCarts(store, carts);
  }

  public static StreamId stream(String sku) {
    return StreamId.of("article-" + sku);
  }

  /// Gives an article a price, and every open cart that holds it at another one. The streams are
  /// written together.
  ///
  /// @throws afterimage.eventsourced.handling.VersionDiffers if the sender expected another one
  public Priced changePrice(String sku, BigDecimal unitPrice, Request request) {
    var taken = new CartCommand.TakeCataloguePrice(sku, unitPrice);
    String words = "price " + taken.unitPrice();
    return Overtaken.again(
        () -> {
          List<Long> reached = reached(taken);
          Decision<Article> price =
              handler(sku).decide(new ChangePrice(taken.unitPrice(), reached), request, words);
          List<Decision<?>> all = new ArrayList<>(List.of(price));
          boolean isPriced = price.repeated() || price.append().isPresent();
          if (isPriced) {
            Request follows = price.repeated() ? request : request.causedBy(price.firstEvent());
            for (long cart : price.after().state().carts()) {
              all.add(carts.handler(cart).decide(taken, follows, words));
            }
          }
          return new Priced(
              price.after().at(Decision.append(store, all)),
              isPriced ? price.after().state().carts() : List.of());
        });
  }

  /// Looked at once more in their own streams, for an index lags behind.
  private List<Long> reached(CartCommand.TakeCataloguePrice price) {
    return open.holding(price.sku()).stream()
        .filter(cart -> differs(carts.handler(cart).read(AsOf.LATEST).state(), price))
        .toList();
  }

  private static boolean differs(Cart cart, CartCommand.TakeCataloguePrice price) {
    return cart.begun()
        && !cart.checkedOut()
        && cart.items().stream()
            .anyMatch(
                item ->
                    item.sku().equals(price.sku())
                        && item.unitPrice().compareTo(price.unitPrice()) != 0);
  }

  /// What the article is, or was as of a version or a time.
  ///
  /// @throws Refused if it has no price, or had none then
  public Folded<Article> find(String sku, AsOf asOf) {
    return History.find(handler(sku), asOf, () -> unknown(sku));
  }

  private static Refused unknown(String sku) {
    return new Refused(
        "article-unknown",
        "There is no article %s; an article comes into being with its first price.".formatted(sku));
  }

  /// One article's way to the store.
  public Handler<ChangePrice, Article, CataloguePriceChanged> handler(String sku) {
    return new Handler<>(
        "article " + sku,
        stream(sku),
        new ArticleDecider(sku),
        CODEC,
        Article::listed,
        store,
        clock);
  }
}
