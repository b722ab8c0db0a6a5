package afterimage.eventsourced.article;

import afterimage.eventsourced.asking.Subject;
import afterimage.eventsourced.handling.Handler;
import afterimage.store.StreamId;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// An article that can be asked about.
public record ArticleSubject(Handler<ChangePrice, Article, CataloguePriceChanged> handler)
    implements Subject<ChangePrice, Article, CataloguePriceChanged> {

  @Override
  public ObjectNode show(Article article) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sku", article.sku())
        .put("unitPrice", article.unitPrice());
  }

  @Override
  public String words(CataloguePriceChanged event) {
    return "changed the price in the catalogue to %s, which reached %s"
        .formatted(
            event.unitPrice(),
            event.carts().size() == 1 ? "1 cart" : event.carts().size() + " carts");
  }

  @Override
  public Optional<ChangePrice> command(CataloguePriceChanged event) {
    return Optional.of(new ChangePrice(event.unitPrice(), event.carts()));
  }

  @Override
  public Optional<StreamId> origin(CataloguePriceChanged event) {
    return Optional.empty();
  }

  /// Of the article alone: what a price did to carts is theirs to take back.
  @Override
  public Optional<List<CataloguePriceChanged>> between(Article from, Article to) {
    if (from.listed() && !to.listed()) {
      return Optional.empty();
    }
    return Optional.of(
        from.listed() == to.listed() && from.unitPrice().compareTo(to.unitPrice()) == 0
            ? List.of()
            : List.of(new CataloguePriceChanged(to.unitPrice(), List.of())));
  }
}
