package afterimage.eventsourced.article;

import afterimage.eventsourced.handling.Money;
import java.math.BigDecimal;
import java.util.List;

/// The catalogue has another price.
///
/// @param carts the open ones that got another price by it, ascending
public record CataloguePriceChanged(BigDecimal unitPrice, List<Long> carts) {
  public CataloguePriceChanged {
    unitPrice = Money.exact(unitPrice);
    carts = List.copyOf(carts);
  }
}
