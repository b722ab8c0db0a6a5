package afterimage.comparison.audit;

import afterimage.comparison.ladder.RunEvent;
import java.util.List;

/// What is asked of one cart.
///
/// @param moment the deed after which [Question#HELD_AT_A_TIME] asks: in the middle of the cart's
///     time. Each source finds it by its own dates
/// @param changes after how many [Question#HELD_AFTER_CHANGES] asks
record Asked(String cart, int moment, int changes) {

  /// @param truth the cart's true events, at least one
  static Asked of(String cart, List<RunEvent> truth) {
    return new Asked(
        cart, (truth.getFirst().step() + truth.getLast().step()) / 2, (truth.size() + 1) / 2);
  }
}
