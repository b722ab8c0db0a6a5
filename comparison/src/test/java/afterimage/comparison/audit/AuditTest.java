package afterimage.comparison.audit;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.comparison.ladder.RunEvent;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.scenario.TrueEvents;
import afterimage.store.Certainty;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each question, asked of small histories made by hand: of the truth, of what a rung would have of
/// it, and of something that is not so.
class AuditTest {

  private static final Set<String> ALL =
      Set.of(
          "ItemAdded",
          "ItemRemoved",
          "QuantityChanged",
          "PriceCorrected",
          "PriceChanged",
          "DiscountApplied",
          "GuestCartMerged",
          "MergedIntoCart",
          "CartCleared",
          "CartAbandoned",
          "CartSaved",
          "CheckedOut");

  private static RunEvent so(int step, String type, String data, String actor) {
    return event(step, type, data, null, actor);
  }

  private static RunEvent so(int step, String type, String data) {
    return event(step, type, data, null, "Ann");
  }

  private static RunEvent read(int step, String type, String data) {
    return event(step, type, data, Certainty.INFERRED, null);
  }

  private static RunEvent event(
      int step, String type, String data, @Nullable Certainty certainty, @Nullable String actor) {
    return new RunEvent(
        step,
        "cart-1",
        type,
        (ObjectNode) new Json(data).tree(),
        step,
        "t" + step,
        certainty,
        actor,
        null);
  }

  private static Set<String> without(String... types) {
    Set<String> left = new HashSet<>(ALL);
    left.removeAll(List.of(types));
    return left;
  }

  private static Answered ask(
      Question question, List<RunEvent> truth, Rung rung, List<RunEvent> own, Set<String> types) {
    AuditScore.OfQuestion of =
        new Audit(truth).score(Source.of(rung, own, types)).questions().get(question.number() - 1);
    assertThat(of.question()).isEqualTo(question);
    assertThat(of.carts()).isEqualTo(1);
    return of.examples().getFirst();
  }

  private static Answered ask(
      Question question, List<RunEvent> truth, List<RunEvent> own, Set<String> types) {
    return ask(question, truth, Rung.LOG_TX, own, types);
  }

  private static void holds(Answered answered, Outcome outcome, String truth) {
    assertThat(answered.truth()).as(answered.toString()).isEqualTo(new Json(truth).tree());
    assertThat(answered.outcome()).as(answered.toString()).isEqualTo(outcome);
    if (outcome == Outcome.KNOWN_UNKNOWN) {
      assertThat(answered.because()).as(answered.toString()).isNotBlank();
    }
  }

  private static void isRightOfItself(Question question, List<RunEvent> truth, String answer) {
    holds(ask(question, truth, Rung.EVENTS, truth, ALL), Outcome.RIGHT, answer);
  }

  private static List<RunEvent> and(List<RunEvent> events, RunEvent... more) {
    List<RunEvent> all = new ArrayList<>(events);
    all.addAll(List.of(more));
    return all;
  }

  private static final RunEvent TWO = so(1, "ItemAdded", item(2));
  private static final RunEvent TWO_READ = read(1, "ItemAdded", item(2));

  private static String item(int quantity) {
    return "{\"sku\":\"apple\",\"quantity\":%d,\"unitPrice\":1.00}".formatted(quantity);
  }

  @Test
  void what_was_taken_out_before_checkout_and_why() {
    List<RunEvent> truth =
        List.of(
            TWO, so(2, "ItemRemoved", "{\"sku\":\"apple\",\"quantity\":1,\"reason\":\"expired\"}"));
    String answer = "[{\"sku\":\"apple\",\"quantity\":1,\"reason\":\"expired\"}]";
    isRightOfItself(Question.REMOVALS, truth, answer);
    RunEvent gone = read(2, "ItemRemoved", "{\"sku\":\"apple\",\"quantity\":1}");
    holds(
        ask(Question.REMOVALS, truth, List.of(TWO_READ, gone), ALL), Outcome.KNOWN_UNKNOWN, answer);
    holds(
        ask(Question.REMOVALS, truth, List.of(TWO_READ), without("ItemRemoved")),
        Outcome.KNOWN_UNKNOWN,
        answer);
    holds(ask(Question.REMOVALS, truth, List.of(TWO_READ), ALL), Outcome.WRONG, answer);
    holds(
        ask(
            Question.REMOVALS,
            truth,
            List.of(TWO_READ, read(2, "ItemRemoved", "{\"sku\":\"apple\",\"quantity\":2}")),
            ALL),
        Outcome.WRONG,
        answer);
  }

  @Test
  void what_the_cart_held_at_a_time() {
    // The moment is halfway from its first event to its last.
    List<RunEvent> truth =
        List.of(
            TWO,
            so(4, "QuantityChanged", "{\"sku\":\"apple\",\"quantity\":5}"),
            so(9, "CartCleared", "{}"));
    String answer = "[{\"sku\":\"apple\",\"quantity\":5}]";
    isRightOfItself(Question.HELD_AT_A_TIME, truth, answer);
    RunEvent five = read(4, "QuantityChanged", "{\"sku\":\"apple\",\"quantity\":5}");
    holds(ask(Question.HELD_AT_A_TIME, truth, List.of(TWO_READ, five), ALL), Outcome.RIGHT, answer);
    holds(ask(Question.HELD_AT_A_TIME, truth, List.of(TWO_READ), ALL), Outcome.WRONG, answer);
    holds(ask(Question.HELD_AT_A_TIME, truth, List.of(), ALL), Outcome.KNOWN_UNKNOWN, answer);
    // A poll that shows the cart anew after that moment has not seen when it changed.
    holds(
        ask(
            Question.HELD_AT_A_TIME,
            truth,
            Rung.POLL,
            List.of(read(1, "ItemAdded", item(2)), read(6, "ItemAdded", item(5))),
            ALL),
        Outcome.KNOWN_UNKNOWN,
        answer);
    holds(
        ask(
            Question.HELD_AT_A_TIME,
            truth,
            Rung.POLL,
            List.of(read(1, "ItemAdded", item(2)), read(5, "ItemAdded", item(5))),
            ALL),
        Outcome.RIGHT,
        answer);
  }

  @Test
  void what_it_held_after_its_nth_change() {
    List<RunEvent> truth =
        List.of(
            so(1, "ItemAdded", item(1)), so(2, "ItemAdded", item(1)), so(3, "ItemAdded", item(1)));
    String answer = "[{\"sku\":\"apple\",\"quantity\":2}]";
    isRightOfItself(Question.HELD_AFTER_CHANGES, truth, answer);
    // Two that were read as one.
    holds(
        ask(
            Question.HELD_AFTER_CHANGES,
            truth,
            List.of(TWO_READ, read(3, "ItemAdded", item(1))),
            ALL),
        Outcome.WRONG,
        answer);
    holds(
        ask(Question.HELD_AFTER_CHANGES, truth, Rung.POLL, List.of(TWO_READ), ALL),
        Outcome.KNOWN_UNKNOWN,
        answer);
  }

  @Test
  void who_gave_the_discount_and_under_which_rule() {
    List<RunEvent> truth =
        List.of(
            TWO,
            so(
                2,
                "DiscountApplied",
                "{\"amount\":0.20,\"percent\":10,\"requirement\":{\"sku\":\"apple\",\"quantity\":2}}",
                "Eve"),
            so(3, "DiscountApplied", "{\"amount\":0.50}", "Ann"));
    String answer =
        "[{\"amount\":0.20,\"kind\":\"10 %\",\"requirement\":\"2 apple\",\"by\":\"Eve\"},"
            + "{\"amount\":0.50,\"kind\":\"amount\",\"requirement\":\"none\",\"by\":\"Ann\"}]";
    isRightOfItself(Question.DISCOUNTS, truth, answer);
    RunEvent first = read(2, "DiscountApplied", "{\"amount\":0.20}");
    holds(
        ask(
            Question.DISCOUNTS,
            truth,
            List.of(TWO_READ, first, read(3, "DiscountApplied", "{\"amount\":0.50}")),
            ALL),
        Outcome.KNOWN_UNKNOWN,
        answer);
    // An amount that is the sum is not what was given.
    assertThat(
            ask(
                    Question.DISCOUNTS,
                    truth,
                    List.of(TWO_READ, first, read(3, "DiscountApplied", "{\"amount\":0.70}")),
                    ALL)
                .outcome())
        .isEqualTo(Outcome.WRONG);
    holds(
        ask(Question.DISCOUNTS, truth, List.of(TWO_READ), without("DiscountApplied")),
        Outcome.KNOWN_UNKNOWN,
        answer);
    // Stated, and yet it lacks the rule: that is said to be none.
    assertThat(
            ask(
                    Question.DISCOUNTS,
                    truth,
                    List.of(
                        TWO,
                        event(2, "DiscountApplied", "{\"amount\":0.20}", Certainty.STATED, "Eve"),
                        event(3, "DiscountApplied", "{\"amount\":0.50}", Certainty.STATED, "Ann")),
                    ALL)
                .outcome())
        .isEqualTo(Outcome.WRONG);
  }

  @Test
  void whether_a_price_was_corrected_or_the_catalogue_changed() {
    String price = "{\"sku\":\"apple\",\"unitPrice\":0.80}";
    List<RunEvent> truth = List.of(TWO, so(2, "PriceCorrected", price, "Eve"));
    String answer = "[{\"sku\":\"apple\",\"unitPrice\":0.80,\"cause\":\"corrected\"}]";
    isRightOfItself(Question.PRICES, truth, answer);
    List<RunEvent> changed = List.of(TWO_READ, read(2, "PriceChanged", price));
    holds(
        ask(Question.PRICES, truth, changed, without("PriceCorrected")),
        Outcome.KNOWN_UNKNOWN,
        answer);
    holds(ask(Question.PRICES, truth, changed, ALL), Outcome.WRONG, answer);
    holds(
        ask(Question.PRICES, truth, List.of(TWO_READ), without("PriceCorrected", "PriceChanged")),
        Outcome.KNOWN_UNKNOWN,
        answer);
    holds(ask(Question.PRICES, truth, List.of(TWO_READ), ALL), Outcome.WRONG, answer);
  }

  @Test
  void whether_it_was_cleared_expired_or_emptied() {
    RunEvent removed = read(2, "ItemRemoved", "{\"sku\":\"apple\",\"quantity\":2}");
    List<RunEvent> cleared = List.of(TWO, so(2, "CartCleared", "{}"));
    isRightOfItself(Question.EMPTIED, cleared, "\"cleared\"");
    holds(
        ask(Question.EMPTIED, cleared, List.of(TWO_READ, removed), without("CartCleared")),
        Outcome.KNOWN_UNKNOWN,
        "\"cleared\"");
    holds(
        ask(Question.EMPTIED, cleared, List.of(TWO_READ, removed), ALL),
        Outcome.WRONG,
        "\"cleared\"");
    List<RunEvent> merged = List.of(TWO, so(2, "MergedIntoCart", "{\"cart\":7}"));
    isRightOfItself(Question.EMPTIED, merged, "\"went into another cart\"");
    List<RunEvent> abandoned = List.of(TWO_READ, read(2, "CartAbandoned", "{}"));
    holds(
        ask(Question.EMPTIED, merged, abandoned, without("MergedIntoCart")),
        Outcome.KNOWN_UNKNOWN,
        "\"went into another cart\"");
    holds(
        ask(Question.EMPTIED, merged, abandoned, ALL), Outcome.WRONG, "\"went into another cart\"");
    isRightOfItself(Question.EMPTIED, List.of(TWO, so(2, "CartAbandoned", "{}")), "\"expired\"");
    isRightOfItself(
        Question.EMPTIED,
        List.of(TWO, so(2, "CartSaved", "{\"items\":[]}")),
        "\"saved without items\"");
    isRightOfItself(Question.EMPTIED, List.of(TWO), "\"it is not empty\"");
    holds(ask(Question.EMPTIED, cleared, List.of(TWO_READ), ALL), Outcome.WRONG, "\"cleared\"");
  }

  @Test
  void which_event_first_brought_the_cart_into_a_wrong_state() {
    List<RunEvent> truth =
        List.of(
            TWO,
            so(2, "DiscountApplied", "{\"amount\":1.50}"),
            so(3, "ItemRemoved", "{\"sku\":\"apple\",\"quantity\":1,\"reason\":\"expired\"}"),
            so(4, "ItemAdded", item(1)));
    String answer = "{\"type\":\"ItemRemoved\",\"command\":3}";
    isRightOfItself(Question.FIRST_WRONG, truth, answer);
    RunEvent discount = read(2, "DiscountApplied", "{\"amount\":1.50}");
    RunEvent removed = read(3, "ItemRemoved", "{\"sku\":\"apple\",\"quantity\":1}");
    holds(
        ask(Question.FIRST_WRONG, truth, List.of(TWO_READ, discount, removed), ALL),
        Outcome.RIGHT,
        answer);
    holds(
        ask(Question.FIRST_WRONG, truth, List.of(TWO_READ, discount), ALL), Outcome.WRONG, answer);
    holds(
        ask(
            Question.FIRST_WRONG,
            truth,
            List.of(TWO_READ, discount, removed),
            without("PriceChanged", "PriceCorrected")),
        Outcome.KNOWN_UNKNOWN,
        answer);
    isRightOfItself(Question.FIRST_WRONG, List.of(TWO), "\"never\"");
  }

  @Test
  void what_the_total_would_be_without_one_of_its_discounts() {
    List<RunEvent> truth =
        List.of(
            so(1, "ItemAdded", item(5)),
            so(2, "DiscountApplied", "{\"amount\":0.50}"),
            so(3, "DiscountApplied", "{\"amount\":0.25}"));
    isRightOfItself(Question.WITHOUT_A_DISCOUNT, truth, "4.75");
    RunEvent five = read(1, "ItemAdded", item(5));
    holds(
        ask(
            Question.WITHOUT_A_DISCOUNT,
            truth,
            List.of(five, read(3, "DiscountApplied", "{\"amount\":0.75}")),
            ALL),
        Outcome.WRONG,
        "4.75");
    holds(
        ask(
            Question.WITHOUT_A_DISCOUNT,
            truth,
            Rung.POLL,
            List.of(five, read(1, "DiscountApplied", "{\"amount\":0.75}")),
            ALL),
        Outcome.KNOWN_UNKNOWN,
        "4.75");
    isRightOfItself(
        Question.WITHOUT_A_DISCOUNT,
        and(truth, so(4, "CartCleared", "{}"), so(5, "ItemAdded", item(1))),
        "1.00");
    isRightOfItself(
        Question.WITHOUT_A_DISCOUNT, and(truth, so(4, "CartAbandoned", "{}")), "\"gone\"");
  }

  @Test
  void how_often_an_item_went_in_and_out() {
    List<RunEvent> truth =
        List.of(
            so(1, "ItemAdded", item(1)),
            so(2, "ItemRemoved", "{\"sku\":\"apple\",\"quantity\":1,\"reason\":\"expired\"}"),
            so(3, "ItemAdded", item(1)));
    String answer = "[{\"sku\":\"apple\",\"in\":2,\"out\":1}]";
    isRightOfItself(Question.IN_AND_OUT, truth, answer);
    holds(
        ask(
            Question.IN_AND_OUT,
            truth,
            List.of(read(1, "ItemAdded", item(1)), read(3, "ItemAdded", item(1))),
            without("ItemRemoved")),
        Outcome.KNOWN_UNKNOWN,
        answer);
    holds(
        ask(Question.IN_AND_OUT, truth, List.of(read(1, "ItemAdded", item(1))), ALL),
        Outcome.WRONG,
        answer);
  }

  @Test
  void which_writes_came_from_behind_the_app() {
    List<RunEvent> truth =
        List.of(TWO, so(2, "QuantityChanged", "{\"sku\":\"apple\",\"quantity\":3}", "maintenance"));
    isRightOfItself(Question.BEHIND, truth, "[2]");
    RunEvent three = read(2, "QuantityChanged", "{\"sku\":\"apple\",\"quantity\":3}");
    RunEvent stated = event(1, "ItemAdded", item(2), Certainty.STATED, "Ann");
    // The app said nothing of it.
    holds(ask(Question.BEHIND, truth, List.of(stated, three), ALL), Outcome.RIGHT, "[2]");
    // Nobody says anything.
    holds(ask(Question.BEHIND, truth, List.of(TWO_READ, three), ALL), Outcome.KNOWN_UNKNOWN, "[2]");
    // Only what the app said is there.
    holds(ask(Question.BEHIND, truth, List.of(stated), ALL), Outcome.WRONG, "[2]");
  }

  @Test
  void whoever_is_told_again_what_did_not_change_knows_it() {
    List<RunEvent> truth =
        List.of(TWO, so(2, "QuantityChanged", "{\"sku\":\"apple\",\"quantity\":3}", "Ann"));
    List<RunEvent> own =
        List.of(
            TWO_READ,
            read(2, "QuantityChanged", "{\"sku\":\"apple\",\"quantity\":3}"),
            read(2, "PriceChanged", "{\"sku\":\"apple\",\"unitPrice\":1.00}"),
            read(2, "DiscountApplied", "{\"amount\":0.10}"));
    for (Question question :
        List.of(
            Question.REMOVALS,
            Question.HELD_AFTER_CHANGES,
            Question.DISCOUNTS,
            Question.PRICES,
            Question.FIRST_WRONG,
            Question.WITHOUT_A_DISCOUNT,
            Question.IN_AND_OUT)) {
      Answered answered = ask(question, truth, Rung.LOG, own, without("PriceCorrected"));
      assertThat(answered.outcome()).as(answered.toString()).isEqualTo(Outcome.KNOWN_UNKNOWN);
      assertThat(answered.because()).isNotBlank();
    }
  }

  @Test
  void what_came_of_one_guest_is_one_answer_however_often_it_is_told() {
    String items =
        "[{\"sku\":\"kiwi\",\"quantity\":1,\"unitPrice\":2.00},"
            + "{\"sku\":\"plum\",\"quantity\":2,\"unitPrice\":1.00}]";
    List<RunEvent> truth =
        List.of(TWO, so(2, "GuestCartMerged", "{\"guest\":9,\"items\":%s}".formatted(items)));
    List<RunEvent> own =
        List.of(
            TWO_READ,
            read(
                2,
                "GuestCartMerged",
                "{\"guest\":9,\"items\":[{\"sku\":\"plum\",\"quantity\":2,\"unitPrice\":1.00}]}"),
            read(
                2,
                "GuestCartMerged",
                "{\"guest\":9,\"items\":[{\"sku\":\"kiwi\",\"quantity\":1,\"unitPrice\":2.00}]}"));

    holds(
        ask(Question.FROM_THE_GUEST, truth, Rung.LOG, own, ALL),
        Outcome.RIGHT,
        "[{\"guest\":9,\"items\":[{\"sku\":\"kiwi\",\"quantity\":1},"
            + "{\"sku\":\"plum\",\"quantity\":2}]}]");
  }

  @Test
  void which_items_came_from_the_guests_cart() {
    List<RunEvent> truth =
        List.of(
            TWO,
            so(
                2,
                "GuestCartMerged",
                "{\"guest\":9,\"items\":[{\"sku\":\"kiwi\",\"quantity\":1,\"unitPrice\":2.00}]}"));
    String answer = "[{\"guest\":9,\"items\":[{\"sku\":\"kiwi\",\"quantity\":1}]}]";
    isRightOfItself(Question.FROM_THE_GUEST, truth, answer);
    holds(
        ask(Question.FROM_THE_GUEST, truth, List.of(TWO_READ), without("GuestCartMerged")),
        Outcome.KNOWN_UNKNOWN,
        answer);
    holds(
        ask(
            Question.FROM_THE_GUEST,
            truth,
            List.of(TWO_READ, read(2, "GuestCartMerged", "{\"guest\":9}")),
            ALL),
        Outcome.KNOWN_UNKNOWN,
        answer);
    holds(ask(Question.FROM_THE_GUEST, truth, List.of(TWO_READ), ALL), Outcome.WRONG, answer);
  }

  @Test
  void how_long_it_was_from_the_first_item_to_the_checkout() {
    List<RunEvent> truth =
        List.of(
            so(3, "ItemAdded", item(1)),
            so(10, "CheckedOut", "{\"items\":[" + item(1) + "],\"discount\":0.00}"));
    isRightOfItself(Question.TIME_TO_CHECKOUT, truth, "7");
    RunEvent out = read(10, "CheckedOut", "{\"discount\":0.00}");
    holds(
        ask(Question.TIME_TO_CHECKOUT, truth, List.of(read(3, "ItemAdded", item(1)), out), ALL),
        Outcome.RIGHT,
        "7");
    holds(
        ask(Question.TIME_TO_CHECKOUT, truth, List.of(read(4, "ItemAdded", item(1)), out), ALL),
        Outcome.WRONG,
        "7");
    holds(
        ask(Question.TIME_TO_CHECKOUT, truth, Rung.POLL, List.of(out), ALL),
        Outcome.KNOWN_UNKNOWN,
        "7");
    holds(
        ask(Question.TIME_TO_CHECKOUT, truth, List.of(read(3, "ItemAdded", item(1))), ALL),
        Outcome.WRONG,
        "7");
    isRightOfItself(Question.TIME_TO_CHECKOUT, List.of(TWO), "\"not checked out\"");
  }

  @Test
  void two_readings_that_are_both_kept_are_a_doubt() {
    List<RunEvent> truth = List.of(TWO, so(2, "CartCleared", "{}"));
    holds(
        ask(
            Question.EMPTIED,
            truth,
            List.of(
                TWO_READ,
                event(
                    2,
                    "ItemRemoved",
                    "{\"sku\":\"apple\",\"quantity\":2}",
                    Certainty.AMBIGUOUS,
                    null)),
            ALL),
        Outcome.KNOWN_UNKNOWN,
        "\"cleared\"");
  }

  @Test
  void every_question_is_asked_of_every_cart_and_the_truth_answers_all_of_them() {
    List<RunEvent> truth = List.of(TWO, so(2, "CartAbandoned", "{}"));
    AuditScore score = new Audit(truth).score(Source.of(Rung.EVENTS, truth, TrueEvents.TYPES));
    assertThat(score.asked()).isEqualTo(12);
    assertThat(score.right()).isEqualTo(12);
  }
}
