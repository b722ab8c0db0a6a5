package afterimage.eventsourced.rest;

import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.cart.Discount;
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
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A discount of one kind, and what a cart must be to get it.
///
/// @param amount so much off
/// @param percent so many hundredths of the items' worth off
/// @param free so many of an article for nothing
@Schema(name = "EventSourcedDiscount")
record DiscountBody(
    @DecimalMin("0.01")
        @DecimalMax(Limits.MOST_MONEY)
        @Digits(integer = 7, fraction = 2, message = Limits.MONEY_MESSAGE)
        @Nullable BigDecimal amount,
    @Min(1) @Max(100) @Nullable Integer percent,
    @Valid @Nullable SomeBody free,
    @Valid @Nullable RequirementBody requirement) {
  @Schema(name = "EventSourcedSome")
  record SomeBody(
      @NotNull @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE) String sku,
      @NotNull @Min(1) @Max(Limits.MOST) Integer quantity) {}

  /// Either so many of an article, or items worth so much.
  @Schema(name = "EventSourcedRequirement")
  record RequirementBody(
      @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE) @Nullable String sku,
      @Min(1) @Max(Limits.MOST) @Nullable Integer quantity,
      @DecimalMin("0.01")
          @DecimalMax(Limits.MOST_MONEY)
          @Digits(integer = 7, fraction = 2, message = Limits.MONEY_MESSAGE)
          @Nullable BigDecimal total) {

    Requirement requirement() {
      if (sku != null && quantity != null && total == null) {
        return new Requirement.Holds(sku, quantity);
      }
      if (sku == null && quantity == null && total != null) {
        return new Requirement.Worth(total);
      }
      throw Problems.badRequest("requirement must have sku and quantity, or total.");
    }
  }

  /// @throws io.quarkiverse.resteasy.problem.HttpProblem if it is not of exactly one kind
  CartCommand command() {
    List<Discount> kinds = new ArrayList<>();
    if (amount != null) {
      kinds.add(new Discount.Amount(amount));
    }
    if (percent != null) {
      kinds.add(new Discount.Percent(percent));
    }
    if (free != null) {
      kinds.add(new Discount.Free(free.sku(), free.quantity()));
    }
    if (kinds.size() != 1) {
      throw Problems.badRequest("The discount must have exactly one of amount, percent, free.");
    }
    return new CartCommand.ApplyDiscount(
        kinds.getFirst(), requirement == null ? null : requirement.requirement());
  }
}
