package afterimage.legacy.rest;

import afterimage.legacy.article.Article;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An article as JSON.
@Schema(name = "LegacyArticle")
record ArticleBody(String sku, BigDecimal unitPrice) {
  static ArticleBody of(Article article) {
    return new ArticleBody(article.sku(), article.unitPrice());
  }
}
