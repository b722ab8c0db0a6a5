package afterimage.comparison.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.store.Certainty;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScoreTest {

  private static final List<Happening> TRUTH =
      List.of(
          event(1, "cart-1", "Added", "{\"sku\":\"banana\",\"n\":1}", 1, "t1"),
          event(2, "cart-2", "Added", "{\"sku\":\"apple\",\"n\":1}", 2, "t2"),
          event(3, "cart-1", "Removed", "{\"sku\":\"banana\",\"reason\":\"old\"}", 3, "t3"),
          event(4, "cart-1", "Merged", "{\"from\":2}", 4, "t4"),
          event(4, "cart-2", "Gone", "{\"to\":1}", 5, "t4"),
          event(5, "cart-1", "Out", "{\"total\":0.9}", 6, "t5"));

  private static Happening event(
      int step, String stream, String type, String data, long order, String transaction) {
    return event(step, stream, type, data, order, transaction, Certainty.EXACT, "Ann");
  }

  private static Happening event(
      int step,
      String stream,
      String type,
      String data,
      long order,
      String transaction,
      Certainty certainty,
      @Nullable String actor) {
    return new Happening(
        step,
        stream,
        type,
        (ObjectNode) new Json(data).tree(),
        order,
        transaction,
        certainty,
        actor,
        "because");
  }

  private static Score score(List<Happening> derived) {
    return Score.of(Judgement.of(TRUTH, derived));
  }

  private static List<Happening> but(int place, Happening... instead) {
    List<Happening> derived = new ArrayList<>(TRUTH);
    derived.remove(place);
    derived.addAll(place, List.of(instead));
    return derived;
  }

  @Test
  void the_truth_held_against_itself_is_one_in_everything() {
    Score score = score(TRUTH);

    assertThat(score.truth()).isEqualTo(new Tally(6, 0, 0, 0, 0, 0, 0)).isEqualTo(score.derived());
    assertThat(
            List.of(
                score.recall(),
                score.precision(),
                score.attributesKept(),
                score.orderKept(),
                score.boundariesKept(),
                score.atItsCommand(),
                score.actorKept(),
                score.reasonKept()))
        .containsOnly(1.0);
    assertThat(score.commandsOff()).isZero();
    assertThat(score.certainty()).containsExactly(new Score.Claim("exact", 6, 6, 0, 0));
    assertThat(score.types())
        .allSatisfy(
            type -> {
              assertThat(type.recall()).isEqualTo(1);
              assertThat(type.precision()).isEqualTo(1);
              assertThat(type.attributes())
                  .allMatch(a -> a.lost() + a.wrong() + a.lessPrecise() + a.added() == 0);
            });
  }

  @Test
  void one_dropped_event_is_one_missing() {
    Score score = score(but(1));

    assertThat(score.truth()).isEqualTo(new Tally(5, 0, 0, 0, 0, 1, 0));
    assertThat(score.derived()).isEqualTo(new Tally(5, 0, 0, 0, 0, 0, 0));
    assertThat(score.recall()).isEqualTo(0.8333);
    assertThat(score.precision()).isEqualTo(1);
    assertThat(score.attributesKept()).isEqualTo(1);
  }

  @Test
  void one_invented_event_is_one_invented() {
    Happening phantom = event(2, "cart-2", "Shipped", "{}", 2, "t2");
    Score score = score(but(1, TRUTH.get(1), phantom));

    assertThat(score.truth()).isEqualTo(new Tally(6, 0, 0, 0, 0, 0, 0));
    assertThat(score.derived()).isEqualTo(new Tally(6, 0, 0, 0, 0, 0, 1));
    assertThat(score.precision()).isEqualTo(0.8571);
    assertThat(score.certainty()).containsExactly(new Score.Claim("exact", 7, 6, 0, 1));
  }

  @Test
  void one_changed_attribute_is_one_altered_and_an_exact_claim_that_is_wrong() {
    Score score = score(but(5, event(5, "cart-1", "Out", "{\"total\":0.8}", 6, "t5")));

    assertThat(score.truth()).isEqualTo(new Tally(5, 1, 0, 0, 0, 0, 0)).isEqualTo(score.derived());
    assertThat(score.attributesKept()).isEqualTo(0.8889);
    assertThat(score.certainty()).containsExactly(new Score.Claim("exact", 6, 5, 0, 1));
    assertThat(score.types().stream().filter(t -> t.type().equals("Out")).toList().getFirst())
        .satisfies(
            out ->
                assertThat(out.attributes())
                    .containsExactly(new Score.OfAttribute("total", 0, 0, 1, 0, 0)));
  }

  @Test
  void one_lost_attribute_is_no_wrong_claim() {
    Score score = score(but(2, event(3, "cart-1", "Removed", "{\"sku\":\"banana\"}", 3, "t3")));

    assertThat(score.truth()).isEqualTo(new Tally(5, 1, 0, 0, 0, 0, 0));
    assertThat(score.certainty()).containsExactly(new Score.Claim("exact", 6, 5, 1, 0));
  }

  @Test
  void two_swapped_events_are_one_moved() {
    Score score =
        score(
            List.of(
                event(3, "cart-1", "Removed", "{\"sku\":\"banana\",\"reason\":\"old\"}", 1, "t3"),
                event(1, "cart-1", "Added", "{\"sku\":\"banana\",\"n\":1}", 2, "t1"),
                TRUTH.get(1),
                TRUTH.get(3),
                TRUTH.get(4),
                TRUTH.get(5)));

    assertThat(score.truth()).isEqualTo(new Tally(5, 0, 0, 0, 1, 0, 0)).isEqualTo(score.derived());
    assertThat(score.orderKept()).isEqualTo(0.8);
  }

  @Test
  void one_merged_event_counts_twice_as_true_and_once_as_derived() {
    List<Happening> truth =
        List.of(
            event(1, "cart-1", "Added", "{\"sku\":\"banana\",\"n\":1}", 1, "t1"),
            event(2, "cart-1", "Added", "{\"sku\":\"banana\",\"n\":1}", 2, "t2"));
    Score score =
        Score.of(
            Judgement.of(
                truth,
                List.of(event(2, "cart-1", "Added", "{\"sku\":\"banana\",\"n\":2}", 1, "t2"))));

    assertThat(score.truth()).isEqualTo(new Tally(0, 0, 2, 0, 0, 0, 0));
    assertThat(score.derived()).isEqualTo(new Tally(0, 0, 1, 0, 0, 0, 0));
    assertThat(score.boundariesKept()).isZero();
  }

  @Test
  void who_did_it_and_when_are_looked_at_beside_the_data() {
    Score score =
        score(
            but(
                1,
                event(
                    4,
                    "cart-2",
                    "Added",
                    "{\"sku\":\"apple\",\"n\":1}",
                    2,
                    "t4",
                    Certainty.INFERRED,
                    null)));

    assertThat(score.truth().recovered()).isEqualTo(6);
    assertThat(score.actorKept()).isEqualTo(0.8333);
    assertThat(score.reasonKept()).isEqualTo(1);
    assertThat(score.atItsCommand()).isEqualTo(0.8333);
    assertThat(score.commandsOff()).isEqualTo(0.3333);
    // The events of steps 2 and 4 are in one transaction now.
    assertThat(score.boundariesKept()).isEqualTo(0.6);
  }

  @Test
  void the_verdicts_of_random_streams_add_up() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<Happening> truth = random(random);
      List<Happening> derived = random(random);

      Score score = Score.of(Judgement.of(truth, derived));

      assertThat(score.truth().total()).as("seed %d", seed).isEqualTo(truth.size());
      assertThat(score.derived().total()).as("seed %d", seed).isEqualTo(derived.size());
      assertThat(score.certainty().stream().mapToInt(Score.Claim::events).sum())
          .as("seed %d", seed)
          .isEqualTo(derived.size());
    }
  }

  private static List<Happening> random(Random random) {
    int[] step = {0};
    return IntStream.range(0, random.nextInt(20))
        .mapToObj(
            order ->
                event(
                    step[0] += random.nextInt(2),
                    "cart-" + random.nextInt(2),
                    random.nextBoolean() ? "Added" : "Removed",
                    "{\"sku\":\"%s\",\"n\":%d}"
                        .formatted(random.nextBoolean() ? "a" : "b", random.nextInt(3)),
                    order,
                    "t" + step[0]))
        .toList();
  }
}
