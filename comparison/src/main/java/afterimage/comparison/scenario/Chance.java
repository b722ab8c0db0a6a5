package afterimage.comparison.scenario;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/// What a generator leaves to chance; the same seed gives the same chances.
final class Chance {

  private final Random random;

  Chance(long seed) {
    this.random = new Random(seed);
  }

  /// From 0, less than `bound`.
  int below(int bound) {
    return random.nextInt(bound);
  }

  /// From `least` to `most`.
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /// Mostly one of the last few, sometimes any.
  <T> T recent(List<T> of, int few) {
    return percent(75) ? one(of.subList(Math.max(0, of.size() - few), of.size())) : one(of);
  }

  /// In cents, from `least` to `most`, as an amount.
  BigDecimal cents(int least, int most) {
    return BigDecimal.valueOf(between(least, most), 2);
  }
}
