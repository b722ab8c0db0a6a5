package afterimage.comparison.report.ladder;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Figures as a person reads them. What is not all is never called 100 %, and what is not nothing
/// never 0 %.
final class Figures {

  private Figures() {}

  static String percent(double share) {
    double percent = share * 100;
    if (percent == 0 || percent == 100) {
      return "%.0f %%".formatted(percent);
    }
    double shown = Math.clamp(Math.round(percent * 10) / 10.0, 0.1, 99.9);
    return String.format(Locale.ROOT, shown == Math.rint(shown) ? "%.0f %%" : "%.1f %%", shown);
  }

  static String percent(int part, int all) {
    return all == 0 ? "–" : percent((double) part / all);
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// Three digits that count.
  static String measured(@Nullable Double value) {
    if (value == null) {
      return "–";
    }
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /// `1 cart`, `2 carts`.
  static String counted(long number, String what) {
    return number(number) + " " + what + (number == 1 ? "" : "s");
  }
}
