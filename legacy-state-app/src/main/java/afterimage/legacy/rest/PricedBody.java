package afterimage.legacy.rest;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What became of another price.
///
/// @param carts the open ones that got another price by it, ascending
@Schema(name = "LegacyPriced")
record PricedBody(String sku, BigDecimal unitPrice, List<Long> carts) {}
