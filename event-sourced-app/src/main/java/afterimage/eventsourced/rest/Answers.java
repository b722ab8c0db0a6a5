package afterimage.eventsourced.rest;

import afterimage.eventsourced.article.Article;
import afterimage.eventsourced.article.Priced;
import afterimage.eventsourced.button.Button;
import afterimage.eventsourced.cart.Cart;
import afterimage.eventsourced.handling.Folded;
import afterimage.store.Certainty;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// What the shop answered, over HTTP: the state with its `ETag`, or the problem thrown.
final class Answers {

  /// Of the last event that the answer rests on: what a projection is to have reached so that it
  /// shows the same.
  static final String POSITION = "Position";

  private Answers() {}

  static RestResponse<CartBody> cart(Problems.Work<Folded<Cart>> work) {
    Folded<Cart> folded = Problems.translated(work);
    return tagged(CartBody.of(folded), folded);
  }

  static RestResponse<ButtonBody> button(Problems.Work<Folded<Button>> work) {
    Folded<Button> folded = Problems.translated(work);
    return tagged(ButtonBody.of(folded), folded);
  }

  static RestResponse<ArticleBody> article(Problems.Work<Folded<Article>> work) {
    Folded<Article> folded = Problems.translated(work);
    return tagged(ArticleBody.of(folded), folded);
  }

  static RestResponse<PricedBody> priced(Problems.Work<Priced> work) {
    Priced priced = Problems.translated(work);
    return tagged(PricedBody.of(priced), priced.article());
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

  private static <T> RestResponse<T> tagged(T body, Folded<?> folded) {
    return ResponseBuilder.ok(body)
        .header(HttpHeaders.ETAG, tag(folded.version()))
        .header(POSITION, folded.position())
        .build();
  }
}
