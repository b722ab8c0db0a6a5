package afterimage.legacy.rest;

import afterimage.legacy.article.Article;
import afterimage.legacy.article.ArticleAnswer;
import afterimage.legacy.button.Button;
import afterimage.legacy.button.ButtonAnswer;
import afterimage.legacy.cart.Cart;
import afterimage.legacy.cart.CartAnswer;
import afterimage.legacy.cart.CartRefusal;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// What the shop answered, over HTTP: the state with its `ETag`, or the problem thrown.
final class Answers {

  private Answers() {}

  static RestResponse<CartBody> of(CartAnswer answer) {
    return switch (answer) {
      case CartAnswer.Done(Cart cart) ->
          ResponseBuilder.ok(CartBody.of(cart))
              .header(HttpHeaders.ETAG, cart.version().toString())
              .build();
      case CartAnswer.Gone() -> RestResponse.noContent();
      case CartRefusal refusal -> throw Problems.of(refusal);
    };
  }

  static RestResponse<PricedBody> of(ArticleAnswer answer) {
    return switch (answer) {
      case ArticleAnswer.Done(Article article, List<Long> carts) ->
          ResponseBuilder.ok(new PricedBody(article.sku(), article.unitPrice(), carts))
              .header(HttpHeaders.ETAG, article.version().toString())
              .build();
      case ArticleAnswer.VersionDiffers refusal -> throw Problems.of(refusal);
    };
  }

  static RestResponse<ButtonBody> of(ButtonAnswer answer) {
    return switch (answer) {
      case ButtonAnswer.Done(Button button) ->
          ResponseBuilder.ok(ButtonBody.of(button))
              .header(HttpHeaders.ETAG, button.version().toString())
              .build();
      case ButtonAnswer.VersionDiffers refusal -> throw Problems.of(refusal);
    };
  }
}
