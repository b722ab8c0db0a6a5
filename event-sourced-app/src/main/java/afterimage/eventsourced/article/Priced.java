package afterimage.eventsourced.article;

import afterimage.eventsourced.handling.Folded;
import java.util.List;

/// What became of another price.
///
/// @param carts the open ones that got another price by it, ascending
public record Priced(Folded<Article> article, List<Long> carts) {
  public Priced {
    carts = List.copyOf(carts);
  }
}
