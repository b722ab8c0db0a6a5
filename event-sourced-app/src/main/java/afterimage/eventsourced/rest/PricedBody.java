package afterimage.eventsourced.rest;

import afterimage.eventsourced.article.Article;
import afterimage.eventsourced.article.Priced;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What became of another price.
///
/// @param carts the open ones that got another price by it, ascending
/// @param certainty of the weakest event behind it; absent unless events were derived
@Schema(name = "EventSourcedPriced")
record PricedBody(
    String sku,
    BigDecimal unitPrice,
    List<Long> carts,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(enumeration = {"stated", "exact", "inferred", "ambiguous"})
        @Nullable String certainty) {

  static PricedBody of(Priced priced) {
    Article article = priced.article().state();
    return new PricedBody(
        article.sku(), article.unitPrice(), priced.carts(), Answers.certainty(priced.article()));
  }
}
