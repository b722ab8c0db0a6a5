package afterimage.eventsourced.article;

import afterimage.eventsourced.handling.Money;
import java.math.BigDecimal;
import java.util.List;

/// Somebody wants another price in the catalogue.
///
/// @param unitPrice from 0.00 to 1000000.00
/// @param carts the open ones that will get another price by it, ascending
public record ChangePrice(BigDecimal unitPrice, List<Long> carts) {
  public ChangePrice {
    unitPrice = Money.exact(unitPrice);
    carts = List.copyOf(carts);
  }
}
