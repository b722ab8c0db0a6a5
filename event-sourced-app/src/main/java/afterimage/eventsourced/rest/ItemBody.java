package afterimage.eventsourced.rest;

import afterimage.eventsourced.cart.CartCommand;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What is put into a cart.
@Schema(name = "EventSourcedItemToAdd")
record ItemBody(
    @NotNull @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE) String sku,
    @NotNull @Min(1) @Max(Limits.MOST) Integer quantity,
    @NotNull
        @DecimalMin("0.00")
        @DecimalMax(Limits.MOST_MONEY)
        @Digits(integer = 7, fraction = 2, message = Limits.MONEY_MESSAGE)
        BigDecimal unitPrice) {

  CartCommand command() {
    return new CartCommand.AddItem(sku, quantity, unitPrice);
  }
}
