package afterimage.comparison.scenario;

import java.math.BigDecimal;

/// A line of a form.
public record Line(String sku, int quantity, BigDecimal unitPrice) {}
