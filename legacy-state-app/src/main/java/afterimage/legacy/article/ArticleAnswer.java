package afterimage.legacy.article;

import afterimage.legacy.version.ExpectedVersion;
import afterimage.legacy.version.Version;
import java.util.List;
import java.util.Optional;

/// What comes back from another price: it was done, or it was refused and nothing changed.
public sealed interface ArticleAnswer {

  /// @param article as it is now
  /// @param carts the open ones that got another price by it, ascending
  record Done(Article article, List<Long> carts) implements ArticleAnswer {
    public Done {
      carts = List.copyOf(carts);
    }
  }

  /// @param current empty if there is no such article
  record VersionDiffers(String sku, Optional<Version> current, ExpectedVersion expected)
      implements ArticleAnswer {

    /// Where, what, expected and actual, in one sentence for people.
    public String detail() {
      return current
          .map(
              v ->
                  "Article %s is at version %s; expected %s."
                      .formatted(sku, v, expected.describe()))
          .orElseGet(
              () -> "There is no article %s; expected %s.".formatted(sku, expected.describe()));
    }
  }
}
