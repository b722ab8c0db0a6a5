package afterimage.eventsourced.rest;

import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.cart.Requirement;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A discount, and what a cart must hold to get it.
@Schema(name = "EventSourcedDiscount")
record DiscountBody(
    @NotNull
        @DecimalMin("0.01")
        @DecimalMax(Limits.MOST_MONEY)
        @Digits(integer = 7, fraction = 2, message = Limits.MONEY_MESSAGE)
        BigDecimal amount,
    @Valid @Nullable RequirementBody requirement) {

  @Schema(name = "EventSourcedRequirement")
  record RequirementBody(
      @NotNull @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE) String sku,
      @NotNull @Min(1) @Max(Limits.MOST) Integer quantity) {}

  CartCommand command() {
    return new CartCommand.ApplyDiscount(
        amount,
        requirement == null ? null : new Requirement(requirement.sku(), requirement.quantity()));
  }
}
