package afterimage.eventsourced.article;

import afterimage.eventsourced.handling.Money;
import java.math.BigDecimal;
import java.util.List;

/// What the events of an article fold to.
///
/// @param listed false as long as it never had a price
/// @param carts those that the last change reached, ascending
public record Article(String sku, boolean listed, BigDecimal unitPrice, List<Long> carts) {
  public Article {
    carts = List.copyOf(carts);
  }

  static Article notListed(String sku) {
    return new Article(sku, false, Money.ZERO, List.of());
  }
}
