package afterimage.legacy.article;

import afterimage.legacy.version.Version;
import java.math.BigDecimal;
import java.util.List;

/// An article as its row shows it.
///
/// @param unitPrice with exactly two decimals
public record Article(String sku, BigDecimal unitPrice) {

  /// @throws ArithmeticException if two decimals do not hold the price
  public Article {
    unitPrice = unitPrice.setScale(2);
  }

  public Version version() {
    return Version.of(List.of(sku, unitPrice.toPlainString()));
  }
}
