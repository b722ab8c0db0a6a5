package afterimage.cli.compare;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// What somebody may have meant.
final class Nearest {

  private Nearest() {}

  /// ` Did you mean log+tx?`, or nothing if no name is near.
  static String to(String given, Collection<String> known) {
    String lower = given.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(lower, name)))
        .filter(name -> distance(lower, name) <= Math.max(2, name.length() / 2))
        .map(" Did you mean %s?"::formatted)
        .orElse("");
  }

  private static int distance(String one, String other) {
    return LevenshteinDistance.getDefaultInstance().apply(one, other);
  }
}
