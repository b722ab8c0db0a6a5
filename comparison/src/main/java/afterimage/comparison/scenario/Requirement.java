package afterimage.comparison.scenario;

import java.math.BigDecimal;

/// What a cart must be for a discount.
public sealed interface Requirement {

  record Holds(String sku, int quantity) implements Requirement {}

  record Worth(BigDecimal total) implements Requirement {}
}
