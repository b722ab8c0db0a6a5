package afterimage.eventsourced.rest;

import afterimage.eventsourced.article.Article;
import afterimage.eventsourced.article.Priced;
import afterimage.eventsourced.button.Button;
import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.handling.Folded;
import afterimage.store.Certainty;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// What the shop answered, over HTTP: the state with its `ETag`, or the problem thrown.
final class Answers {

  private Answers() {}

  static RestResponse<CartBody> cart(Supplier<Folded<Cart>> work) {
    Folded<Cart> folded = Problems.translated(work);
    return tagged(CartBody.of(folded), folded.version());
  }

  static RestResponse<ButtonBody> button(Supplier<Folded<Button>> work) {
    Folded<Button> folded = Problems.translated(work);
    return tagged(ButtonBody.of(folded), folded.version());
  }

  static RestResponse<ArticleBody> article(Supplier<Folded<Article>> work) {
    Folded<Article> folded = Problems.translated(work);
    return tagged(ArticleBody.of(folded), folded.version());
  }

  static RestResponse<PricedBody> priced(Supplier<Priced> work) {
    Priced priced = Problems.translated(work);
    return tagged(PricedBody.of(priced), priced.article().version());
  }

  static String tag(long version) {
    return "\"" + version + "\"";
  }

  /// As in JSON; null if nothing was derived.
  static @Nullable String certainty(Folded<?> folded) {
    return folded.certainty().map(Answers::text).orElse(null);
  }

  static String text(Certainty certainty) {
    return certainty.name().toLowerCase(Locale.ROOT);
  }

  private static <T> RestResponse<T> tagged(T body, long version) {
    return ResponseBuilder.ok(body).header(HttpHeaders.ETAG, tag(version)).build();
  }
}
