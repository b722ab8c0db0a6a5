package afterimage.comparison.scenario;

import java.util.Optional;
import java.util.stream.Stream;

/// What goes on in a shop, and how often by default.
enum Doing {
  ADD("adds", 34),
  REMOVE("removes", 11),
  CHANGE_QUANTITY("quantities", 7),
  /// What is asked for is so already.
  CHANGE_NOTHING("no-changes", 2),
  DISCOUNT("discounts", 7),
  MERGE("merges", 3),
  SAVE_FORM("forms", 4),
  CLEAR("clears", 2),
  CHECK_OUT("checkouts", 7),
  EXPIRE("expiries", 3),
  CORRECT_PRICE("corrections", 3),
  /// Entered late, for something earlier.
  CORRECT_LATE("late-corrections", 1),
  PRICE_ARTICLE("prices", 2),
  BUTTON("buttons", 4),
  RETRY("retries", 4),
  REFUSED("refusals", 5),
  BEHIND("scripts", 2);

  private final String key;
  private final int weight;

  Doing(String key, int weight) {
    this.key = key;
    this.weight = weight;
  }

  /// As in a [Mix].
  String key() {
    return key;
  }

  /// How often by default, against the others.
  int weight() {
    return weight;
  }

  static Optional<Doing> keyed(String key) {
    return Stream.of(values()).filter(doing -> doing.key.equals(key)).findFirst();
  }
}
