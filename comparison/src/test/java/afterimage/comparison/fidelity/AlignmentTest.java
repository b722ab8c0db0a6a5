package afterimage.comparison.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.store.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  private static Happening event(int step, String type, String data) {
    return new Happening(step, type, (ObjectNode) new Json(data).tree());
  }

  private static List<String> align(List<Happening> truth, List<Happening> derived) {
    return Alignment.align(truth, derived).stream()
        .map(
            p ->
                p.truth()
                    + "-"
                    + p.derived()
                    + " "
                    + switch (p.verdict()) {
                      case Verdict.Recovered() -> "recovered";
                      case Verdict.Missing() -> "missing";
                      case Verdict.Invented() -> "invented";
                      case Verdict.Altered(var differences) ->
                          "altered "
                              + differences.stream()
                                  .map(d -> d.attribute() + " " + d.kind())
                                  .toList();
                    })
        .toList();
  }

  private final Happening banana = event(1, "Added", "{\"sku\":\"banana\",\"price\":1.00}");
  private final Happening apple = event(2, "Added", "{\"sku\":\"apple\",\"price\":1.50}");
  private final Happening gone = event(3, "Removed", "{\"sku\":\"apple\",\"reason\":\"old\"}");

  @Test
  void the_truth_held_against_itself_is_recovered_whole() {
    List<Happening> truth = List.of(banana, apple, gone);

    assertThat(align(truth, truth))
        .containsExactly("0-0 recovered", "1-1 recovered", "2-2 recovered");
  }

  @Test
  void a_dropped_event_is_missing_and_only_that() {
    assertThat(align(List.of(banana, apple, gone), List.of(banana, gone)))
        .containsExactly("0-0 recovered", "1-null missing", "2-1 recovered");
  }

  @Test
  void an_event_too_many_is_invented_and_only_that() {
    assertThat(align(List.of(banana, gone), List.of(banana, apple, gone)))
        .containsExactly("0-0 recovered", "null-1 invented", "1-2 recovered");
  }

  @Test
  void what_an_event_lost_got_or_has_wrong_is_named() {
    assertThat(
            align(
                List.of(gone),
                List.of(event(3, "Removed", "{\"sku\":\"pear\",\"reason\":null,\"by\":\"x\"}"))))
        .containsExactly("0-0 altered [sku WRONG, reason LOST, by ADDED]");
  }

  @Test
  void numbers_are_compared_by_what_they_are_worth_also_deep_inside() {
    assertThat(
            align(
                List.of(event(1, "Out", "{\"items\":[{\"price\":1.0}],\"n\":2}")),
                List.of(event(1, "Out", "{\"items\":[{\"price\":1.00}],\"n\":2.0}"))))
        .containsExactly("0-0 recovered");
  }

  @Test
  void of_equal_events_the_one_of_the_same_step_is_paired() {
    List<Happening> truth =
        List.of(event(8, "Pressed", "{}"), event(9, "Pressed", "{}"), event(9, "Pressed", "{}"));

    assertThat(align(truth, List.of(event(8, "Pressed", "{}"))))
        .containsExactly("0-0 recovered", "1-null missing", "2-null missing");
    assertThat(align(truth, List.of(event(9, "Pressed", "{}"))).getFirst())
        .isEqualTo("0-null missing");
  }

  @Test
  void events_of_different_types_are_never_paired() {
    assertThat(align(List.of(banana), List.of(gone)))
        .containsExactlyInAnyOrder("0-null missing", "null-0 invented");
  }

  @Test
  void every_event_gets_exactly_one_verdict() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Happening> truth = random(random);
      List<Happening> derived = random(random);
      List<Pairing> pairings = Alignment.align(truth, derived);

      assertThat(pairings.stream().map(Pairing::truth).filter(p -> p != null))
          .as("seed %d", seed)
          .containsExactlyElementsOf(places(truth.size()));
      assertThat(pairings.stream().map(Pairing::derived).filter(p -> p != null))
          .as("seed %d", seed)
          .containsExactlyElementsOf(places(derived.size()));
    }
  }

  private static List<Integer> places(int size) {
    return java.util.stream.IntStream.range(0, size).boxed().toList();
  }

  private static List<Happening> random(Random random) {
    List<Happening> events = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      events.add(
          event(
              random.nextInt(9),
              random.nextBoolean() ? "A" : "B",
              "{\"x\":%d}".formatted(random.nextInt(2))));
    }
    return events;
  }
}
