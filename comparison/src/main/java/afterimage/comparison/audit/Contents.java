package afterimage.comparison.audit;

import afterimage.comparison.ladder.RunEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Questions about what a cart holds, which its events are folded for.
final class Contents {

  private static final String GIVEN_AGAIN = "a discount is told again whenever its cart is written";

  private Contents() {}

  static Told at(int moment, List<RunEvent> events, Source source) {
    List<RunEvent> before = events.stream().filter(event -> event.step() <= moment).toList();
    Told told = Told.that(Held.after(before, source.images()).lines());
    boolean between =
        events.stream()
            .anyMatch(event -> event.step() > moment && event.step() <= moment + source.within());
    return between ? Told.unknown("it changed between two looks, one before and one after") : told;
  }

  static Told after(int changes, List<RunEvent> events, Source source) {
    if (source.within() > 0) {
      return Told.unknown("how many changes there were between two looks was not seen");
    }
    if (source.repeats(events, "QuantityChanged", "PriceChanged", "DiscountApplied")) {
      return Told.unknown("what is told again with nothing changed cannot be counted");
    }
    return events.size() < changes
        ? Told.that(TextNode.valueOf("there were fewer changes"))
        : Told.that(Held.after(events.subList(0, changes), source.images()).lines());
  }

  /// A cart is wrong that gives more off than it is worth.
  static Told firstWrong(List<RunEvent> events, Source source) {
    Optional<String> missing = missingForMoney(source);
    if (missing.isPresent()) {
      return Told.unknown(missing.get());
    }
    if (source.within() > 0) {
      return Told.unknown("what brought it there between two looks was not seen");
    }
    if (source.repeats(events, "DiscountApplied")) {
      return Told.unknown(GIVEN_AGAIN);
    }
    Held held = Held.nothing(source.images());
    for (RunEvent event : events) {
      held.take(event);
      if (held.discount().compareTo(held.worth()) > 0) {
        return Told.that(
            JsonNodeFactory.instance
                .objectNode()
                .put("type", event.type())
                .put("command", event.step()));
      }
    }
    return Told.that(TextNode.valueOf("never"));
  }

  static Told withoutTheFirstDiscount(List<RunEvent> events, Source source) {
    Held held = Held.nothing(source.images());
    // What was given first, as long as it is in force.
    BigDecimal first = BigDecimal.ZERO;
    boolean pricesTold = true;
    for (RunEvent event : events) {
      held.take(event);
      if (event.type().equals("DiscountApplied") && first.signum() == 0) {
        first = Held.amount(event.data());
      }
      if (held.discount().signum() == 0) {
        first = BigDecimal.ZERO;
      }
      pricesTold = event.type().equals("CheckedOut") && event.data().has("items");
    }
    if (held.isGone()) {
      return Told.that(TextNode.valueOf("gone"));
    }
    Optional<String> missing = pricesTold ? Optional.empty() : missingForMoney(source);
    if (missing.isPresent()) {
      return Told.unknown(missing.get());
    }
    if (source.repeats(events, "DiscountApplied")) {
      return Told.unknown(GIVEN_AGAIN);
    }
    if (source.images() && held.discount().signum() != 0) {
      return Told.unknown("only what all discounts come to is seen");
    }
    held.forget(first);
    return Told.that(JsonNodeFactory.instance.numberNode(held.total()));
  }

  /// Whoever is not told of prices that change does not know what a cart is worth.
  private static Optional<String> missingForMoney(Source source) {
    if (!source.tells("PriceChanged") && !source.tells("PriceCorrected")) {
      return Optional.of("it is never told that a price changed");
    }
    return source.tells("DiscountApplied")
        ? Optional.empty()
        : Optional.of("it is never told that a discount was given");
  }
}
