package afterimage.legacy.rest;

import afterimage.legacy.article.ArticleAnswer;
import afterimage.legacy.button.ButtonAnswer;
import afterimage.legacy.cart.CartRefusal;
import afterimage.legacy.version.Version;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Optional;

/// What a refusal looks like over HTTP. All other errors (malformed JSON, a path that is not there)
/// are made into problems by the extension that `HttpProblem` comes from.
final class Problems {

  static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE = "urn:afterimage:problem:";

  private Problems() {}

  static HttpProblem of(CartRefusal refusal) {
    String detail = refusal.detail();
    return switch (refusal) {
      case CartRefusal.Unknown _ -> problem(404, "cart-unknown", "Cart unknown", detail);
      case CartRefusal.CheckedOut _ -> problem(409, "cart-checked-out", "Cart checked out", detail);
      case CartRefusal.PriceDiffers _ -> problem(409, "price-differs", "Price differs", detail);
      case CartRefusal.QuantityTooLarge _ ->
          problem(409, "quantity-too-large", "Quantity too large", detail);
      case CartRefusal.ItemNotInCart _ ->
          problem(409, "item-not-in-cart", "Item not in cart", detail);
      case CartRefusal.NotHeld _ -> problem(409, "item-not-in-cart", "Item not in cart", detail);
      case CartRefusal.HoldsTooFew _, CartRefusal.WorthTooLittle _ ->
          problem(409, "requirement-not-met", "Requirement not met", detail);
      case CartRefusal.DiscountWorthNothing _ ->
          problem(409, "discount-worth-nothing", "Discount worth nothing", detail);
      case CartRefusal.MergedWithItself _ ->
          problem(409, "cart-merged-with-itself", "Cart merged with itself", detail);
      case CartRefusal.DiscountTooLarge _ ->
          problem(409, "discount-too-large", "Discount too large", detail);
      case CartRefusal.Empty _ -> problem(409, "cart-empty", "Cart empty", detail);
      case CartRefusal.VersionDiffers(_, Optional<Version> current, _) ->
          versionDiffers(current, detail);
    };
  }

  static HttpProblem of(ButtonAnswer.VersionDiffers refusal) {
    return versionDiffers(refusal.current(), refusal.detail());
  }

  static HttpProblem of(ArticleAnswer.VersionDiffers refusal) {
    return versionDiffers(refusal.current(), refusal.detail());
  }

  static HttpProblem articleUnknown(String sku) {
    return problem(
        404,
        "article-unknown",
        "Article unknown",
        "There is no article %s; an article comes into being with its first price.".formatted(sku));
  }

  static HttpProblem badRequest(String detail) {
    return HttpProblem.builder()
        .withType(URI.create("about:blank"))
        .withTitle("Bad Request")
        .withStatus(400)
        .withDetail(detail)
        .build();
  }

  static HttpProblem buttonUnknown(String button) {
    return problem(
        404,
        "button-unknown",
        "Button unknown",
        "There is no button %s; a button comes into being when it is first used."
            .formatted(button));
  }

  /// @param current empty if there is nothing that could have a version
  private static HttpProblem versionDiffers(Optional<Version> current, String detail) {
    HttpProblem.Builder problem = builder(412, "version-differs", "Version differs", detail);
    current.ifPresent(
        version ->
            problem
                .withHeader(HttpHeaders.ETAG, version.toString())
                .with("current", version.toString()));
    return problem.build();
  }

  private static HttpProblem problem(int status, String name, String title, String detail) {
    return builder(status, name, title, detail).build();
  }

  private static HttpProblem.Builder builder(int status, String name, String title, String detail) {
    return HttpProblem.builder()
        .withType(URI.create(TYPE + name))
        .withTitle(title)
        .withStatus(status)
        .withDetail(detail);
  }
}
