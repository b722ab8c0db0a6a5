package afterimage.eventsourced.rest;

import afterimage.eventsourced.article.Article;
import afterimage.eventsourced.handling.Folded;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An article as JSON.
///
/// @param certainty of the weakest event behind it; absent unless events were derived
@Schema(name = "EventSourcedArticle")
record ArticleBody(
    String sku,
    BigDecimal unitPrice,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(enumeration = {"stated", "exact", "inferred", "ambiguous"})
        @Nullable String certainty) {
  static ArticleBody of(Folded<Article> folded) {
    Article article = folded.state();
    return new ArticleBody(article.sku(), article.unitPrice(), Answers.certainty(folded));
  }
}
