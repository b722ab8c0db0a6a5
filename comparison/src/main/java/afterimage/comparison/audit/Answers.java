package afterimage.comparison.audit;

import afterimage.comparison.ladder.RunEvent;
import afterimage.store.Certainty;
import java.util.List;

/// What the events of one source answer about one cart. The truth is asked in the same way, so that
/// what makes an answer differ is what the source has, never how it was asked.
final class Answers {

  private Answers() {}

  static Told of(Question question, Asked asked, Source source) {
    List<RunEvent> events = source.of(asked.cart());
    if (events.isEmpty()) {
      return Told.unknown("nothing was ever heard of this cart");
    }
    Told told =
        switch (question) {
          case REMOVALS -> Lists.removals(events, source);
          case HELD_AT_A_TIME -> Contents.at(asked.moment(), events, source);
          case HELD_AFTER_CHANGES -> Contents.after(asked.changes(), events, source);
          case DISCOUNTS -> Lists.discounts(events, source);
          case PRICES -> Lists.prices(events, source);
          case EMPTIED -> Endings.of(events, source);
          case FIRST_WRONG -> Contents.firstWrong(events, source);
          case WITHOUT_A_DISCOUNT -> Contents.withoutTheFirstDiscount(events, source);
          case IN_AND_OUT -> Lists.inAndOut(events, source);
          case BEHIND -> Lists.behind(events, source);
          case FROM_THE_GUEST -> Lists.fromTheGuest(events, source);
          case TIME_TO_CHECKOUT -> Durations.toCheckout(events, source);
        };
    return events.stream().anyMatch(event -> event.certainty() == Certainty.AMBIGUOUS)
        ? told.doubted("some of its events were read in two ways")
        : told;
  }
}
