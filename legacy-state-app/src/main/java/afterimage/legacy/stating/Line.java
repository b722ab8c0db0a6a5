package afterimage.legacy.stating;

import java.math.BigDecimal;

/// So many of an article, at a price.
public record Line(String sku, int quantity, BigDecimal unitPrice) {}
