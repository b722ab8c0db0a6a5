package afterimage.cli.shops;

import afterimage.comparison.drive.Answer;
import afterimage.comparison.scenario.Discount;
import afterimage.comparison.scenario.Requirement;
import afterimage.legacy.cart.CartRefusal;
import java.math.BigDecimal;

/// What a workload and the state-oriented app each call the same.
final class LegacyWords {

  private LegacyWords() {}

  static afterimage.legacy.cart.Discount of(Discount discount) {
    return switch (discount) {
      case Discount.Amount(BigDecimal amount) -> new afterimage.legacy.cart.Discount.Amount(amount);
      case Discount.Percent(int percent) -> new afterimage.legacy.cart.Discount.Percent(percent);
      case Discount.Free(String sku, int quantity) ->
          new afterimage.legacy.cart.Discount.Free(sku, quantity);
    };
  }

  static afterimage.legacy.cart.Requirement of(Requirement requirement) {
    return switch (requirement) {
      case Requirement.Holds(String sku, int quantity) ->
          new afterimage.legacy.cart.Requirement.Holds(sku, quantity);
      case Requirement.Worth(BigDecimal total) ->
          new afterimage.legacy.cart.Requirement.Worth(total);
    };
  }

  static Answer of(CartRefusal refusal) {
    return switch (refusal) {
      case CartRefusal.Unknown _ -> said(404, "cart-unknown", refusal);
      case CartRefusal.CheckedOut _ -> said(409, "cart-checked-out", refusal);
      case CartRefusal.PriceDiffers _ -> said(409, "price-differs", refusal);
      case CartRefusal.QuantityTooLarge _ -> said(409, "quantity-too-large", refusal);
      case CartRefusal.ItemNotInCart _, CartRefusal.NotHeld _ ->
          said(409, "item-not-in-cart", refusal);
      case CartRefusal.HoldsTooFew _, CartRefusal.WorthTooLittle _ ->
          said(409, "requirement-not-met", refusal);
      case CartRefusal.DiscountWorthNothing _ -> said(409, "discount-worth-nothing", refusal);
      case CartRefusal.MergedWithItself _ -> said(409, "cart-merged-with-itself", refusal);
      case CartRefusal.DiscountTooLarge _ -> said(409, "discount-too-large", refusal);
      case CartRefusal.Empty _ -> said(409, "cart-empty", refusal);
      case CartRefusal.VersionDiffers _ -> said(412, "version-differs", refusal);
    };
  }

  private static Answer said(int status, String problem, CartRefusal refusal) {
    return Said.problem(status, problem, refusal.detail());
  }
}
