package afterimage.comparison.report.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.comparison.drive.Answer;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.fidelity.Happening;
import afterimage.comparison.fidelity.Judgement;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.report.ladder.LadderReport.Count;
import afterimage.comparison.report.ladder.LadderReport.Loss;
import afterimage.comparison.scenario.Command;
import afterimage.comparison.scenario.Deed;
import afterimage.comparison.scenario.Sender;
import afterimage.store.Certainty;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

/// What was lost, and how it is told: apples in cart 7, one of which Ann takes out again.
class LossFinderTest {

  private static final Journal JOURNAL =
      new Journal(
          List.of(
              entry(1, new Command.AddItem(7, "apple", 2, new BigDecimal("1.50"))),
              entry(2, new Command.RemoveItem(7, "apple", 2, "out of stock")),
              entry(3, new Command.CorrectPrice(7, "plum", new BigDecimal("0.80"))),
              entry(4, new Command.CheckOut(7))));

  private static final List<Happening> TRUTH =
      List.of(
          truth(1, "ItemAdded", "{'sku':'apple','quantity':2,'unitPrice':1.50}"),
          truth(2, "ItemRemoved", "{'sku':'apple','quantity':2,'reason':'out of stock'}"),
          truth(3, "PriceCorrected", "{'sku':'plum','unitPrice':0.80}"),
          truth(4, "CheckedOut", "{'items':[]}"));

  private static final List<Happening> LOG =
      List.of(
          derived(1, "ItemAdded", "{'sku':'apple','quantity':2,'unitPrice':1.50}", "Ann"),
          derived(2, "ItemRemoved", "{'sku':'apple','quantity':2}", "Ann"),
          derived(3, "PriceChanged", "{'sku':'plum','unitPrice':0.80}", "Ann"),
          derived(4, "CheckedOut", "{'items':[]}", null));

  private static Journal.Entry entry(int step, Command command) {
    Answer answer = new Answer(200, JsonNodeFactory.instance.objectNode());
    return new Journal.Entry(
        step,
        new Deed.Asked(command, new Sender("Ann", null, "command-" + step)),
        answer,
        answer,
        LogSequenceNumber.valueOf(step));
  }

  private static Happening truth(int step, String type, String json) {
    return happening(step, type, json, null, "Ann");
  }

  private static Happening derived(int step, String type, String json, @Nullable String actor) {
    return happening(step, type, json, Certainty.INFERRED, actor);
  }

  private static Happening happening(
      int step, String type, String json, @Nullable Certainty certainty, @Nullable String actor) {
    ObjectNode data = (ObjectNode) new Json(json.replace('\'', '"')).tree();
    return new Happening(step, "cart-7", type, data, step, "" + step, certainty, actor, null);
  }

  private record InMemory(Map<String, List<String>> items) implements Tables {
    @Override
    public String of(String stream) {
      return String.join(", ", items(stream));
    }

    @Override
    public List<String> items(String stream) {
      return items.getOrDefault(stream, List.of());
    }
  }

  private static List<Loss> losses(List<Happening> log, String... inTheCart) {
    Tables tables = new InMemory(Map.of("cart-7", List.of(inTheCart)));
    return new LossFinder(
            List.of(
                measured(Rung.POLL, List.of(LOG.getFirst(), LOG.getLast()), tables),
                measured(Rung.LOG, log, tables),
                measured(Rung.EVENTS, TRUTH, null)))
        .losses();
  }

  private static Measured measured(Rung rung, List<Happening> derived, @Nullable Tables tables) {
    return new Measured(rung, JOURNAL, Judgement.of(TRUTH, derived), tables);
  }

  private static Loss loss(List<Loss> losses, String type, String what) {
    return losses.stream()
        .filter(loss -> loss.type().equals(type) && loss.what().equals(what))
        .findFirst()
        .orElseThrow(() -> new AssertionError(losses.toString()));
  }

  @Test
  void a_reason_that_is_gone_is_told_side_by_side_and_counted_on_every_rung() {
    Loss loss = loss(losses(LOG, "plum"), "ItemRemoved", "reason lost");

    assertThat(loss.counts())
        .containsExactly(new Count("poll", 0), new Count("log", 1), new Count("events", 0));
    assertThat(loss.backAt()).isEqualTo("events");
    assertThat(loss.trueEvents()).isEqualTo(1);
    assertThat(loss.story().sentence())
        .isEqualTo("Ann took the 2 apple out, because: out of stock. The tables say: no apple.");
    assertThat(loss.story().command()).isEqualTo("Ann: remove 2 apple (out of stock)");
    assertThat(loss.story().tables()).isEqualTo("plum");
    assertThat(loss.story().derived()).containsExactly("ItemRemoved apple ×2, by Ann (inferred)");
    assertThat(loss.story().truth()).containsExactly("ItemRemoved apple ×2, out of stock, by Ann");
  }

  @Test
  void what_is_still_in_the_cart_is_not_said_to_be_gone() {
    assertThat(loss(losses(LOG, "apple"), "ItemRemoved", "reason lost").story().sentence())
        .endsWith("The tables say: there is still some apple in it.");
  }

  @Test
  void another_name_a_missing_event_and_an_actor_are_losses_too() {
    List<Loss> losses = losses(LOG);

    assertThat(loss(losses, "PriceCorrected", "type wrong").story().sentence())
        .isEqualTo(
            "Ann corrected the price of the plum to 0.80; log calls it PriceChanged plum at 0.80.");
    assertThat(loss(losses, "ItemRemoved", "missing").story().sentence())
        .isEqualTo("Ann took the 2 apple out; poll has no event of it.");
    assertThat(loss(losses, LossFinder.ANY, "actor lost").story().sentence())
        .isEqualTo("Ann checked out; log does not say who.");
  }

  @Test
  void what_the_highest_rung_loses_comes_first() {
    assertThat(losses(LOG)).extracting(loss -> loss.story().rung()).startsWith("log", "log", "log");
    assertThat(losses(LOG).getLast().story().rung()).isEqualTo("poll");
  }

  @Test
  void what_never_happened_is_told() {
    List<Happening> more = new java.util.ArrayList<>(LOG);
    more.add(derived(4, "CartCleared", "{}", "Ann"));

    assertThat(loss(losses(more), "CartCleared", "invented").story().sentence())
        .isEqualTo("Nobody did it, and yet log tells of this: CartCleared.");
  }

  @Test
  void what_was_written_behind_the_app_is_one_loss_whatever_became_of_it() {
    Journal.Entry asked = JOURNAL.entries().get(2);
    Journal.Entry behind =
        new Journal.Entry(
            3,
            new Deed.Behind("mend a price", "UPDATE …", asked.command(), asked.sender()),
            asked.legacy(),
            asked.eventSourced(),
            asked.until());
    Journal journal =
        new Journal(
            List.of(
                JOURNAL.entries().get(0),
                JOURNAL.entries().get(1),
                behind,
                JOURNAL.entries().get(3)));
    List<Loss> losses =
        new LossFinder(
                List.of(
                    new Measured(Rung.LOG, journal, Judgement.of(TRUTH, LOG), null),
                    new Measured(Rung.EVENTS, journal, Judgement.of(TRUTH, TRUTH), null)))
            .losses();

    assertThat(losses).noneMatch(loss -> loss.type().equals("PriceCorrected"));
    assertThat(loss(losses, LossFinder.BEHIND, "not told as it was").story().sentence())
        .isEqualTo(
            "Ann corrected the price of the plum to 0.80 behind the app; log says, of nobody in"
                + " particular: PriceChanged plum at 0.80.");
    assertThat(loss(losses, LossFinder.BEHIND, "not told as it was").trueEvents()).isEqualTo(1);
  }

  @Test
  void the_truth_against_itself_loses_nothing() {
    assertThat(new LossFinder(List.of(measured(Rung.EVENTS, TRUTH, null))).losses()).isEmpty();
  }
}
