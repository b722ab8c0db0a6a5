package afterimage.comparison.scenario;

import java.math.BigDecimal;

/// What kind of discount is asked for.
public sealed interface Discount {

  record Amount(BigDecimal amount) implements Discount {}

  record Percent(int percent) implements Discount {}

  record Free(String sku, int quantity) implements Discount {}
}
