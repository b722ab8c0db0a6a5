package afterimage.eventsourced.article;

import afterimage.store.Decider;
import java.util.List;

/// The rules of one article: any price will do, and one that is there already is no change.
public final class ArticleDecider implements Decider<ChangePrice, Article, CataloguePriceChanged> {

  private final String sku;

  public ArticleDecider(String sku) {
    this.sku = sku;
  }

  @Override
  public Article initial() {
    return Article.notListed(sku);
  }

  @Override
  public List<CataloguePriceChanged> decide(ChangePrice command, Article article) {
    boolean same = article.listed() && article.unitPrice().compareTo(command.unitPrice()) == 0;
    return same && command.carts().isEmpty()
        ? List.of()
        : List.of(new CataloguePriceChanged(command.unitPrice(), command.carts()));
  }

  @Override
  public Article evolve(Article article, CataloguePriceChanged event) {
    return new Article(article.sku(), true, event.unitPrice(), event.carts());
  }
}
