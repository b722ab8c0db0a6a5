package afterimage.legacy.rest;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A price.
@Schema(name = "LegacyPrice")
record PriceBody(
    @NotNull
        @DecimalMin("0.00")
        @DecimalMax(Limits.MOST_MONEY)
        @Digits(integer = 7, fraction = 2, message = Limits.MONEY_MESSAGE)
        BigDecimal unitPrice) {}
