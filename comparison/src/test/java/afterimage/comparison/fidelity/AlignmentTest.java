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
        .map(p -> places(p.truth()) + "-" + places(p.derived()) + " " + words(p.verdict()))
        .toList();
  }

  private static String places(List<Integer> places) {
    return places.isEmpty()
        ? "null"
        : places.stream().map(String::valueOf).collect(java.util.stream.Collectors.joining("+"));
  }

  private static String words(Verdict verdict) {
    return verdict.differing().isEmpty()
        ? verdict.kind()
        : verdict.kind()
            + " "
            + verdict.differing().stream().map(d -> d.attribute() + " " + d.kind()).toList();
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
    List<Happening> truth = List.of(event(8, "Pressed", "{}"), event(9, "Pressed", "{}"));

    assertThat(align(truth, List.of(event(8, "Pressed", "{}"))))
        .containsExactly("0-0 recovered", "1-null missing");
    assertThat(align(truth, List.of(event(9, "Pressed", "{}"))))
        .containsExactly("0-null missing", "1-0 recovered");
  }

  @Test
  void events_of_different_types_and_steps_are_never_paired() {
    assertThat(align(List.of(banana), List.of(gone)))
        .containsExactlyInAnyOrder("0-null missing", "null-0 invented");
  }

  @Test
  void in_one_step_an_event_of_another_type_is_that_event_by_a_wrong_name() {
    assertThat(align(List.of(gone), List.of(event(3, "Cleared", "{\"sku\":\"apple\"}"))))
        .containsExactly("0-0 altered [type WRONG, reason LOST]");
  }

  @Test
  void fewer_decimals_and_lines_with_fewer_parts_are_less_precise() {
    assertThat(
            align(
                List.of(event(1, "Out", "{\"total\":1.46,\"items\":[{\"sku\":\"a\",\"n\":2}]}")),
                List.of(event(1, "Out", "{\"total\":1.5,\"items\":[{\"sku\":\"a\"}]}"))))
        .containsExactly("0-0 altered [total LESS_PRECISE, items LESS_PRECISE]");
    assertThat(
            align(
                List.of(event(1, "Out", "{\"total\":1.46,\"items\":[1,2]}")),
                List.of(event(1, "Out", "{\"total\":1.4,\"items\":[1]}"))))
        .containsExactly("0-0 altered [total WRONG, items WRONG]");
  }

  @Test
  void two_that_are_swapped_leave_one_in_place_and_one_moved() {
    List<Happening> truth = List.of(banana, apple, gone);

    assertThat(align(truth, List.of(apple, banana, gone)))
        .containsExactlyInAnyOrder("0-1 moved", "1-0 recovered", "2-2 recovered");
  }

  @Test
  void one_event_with_the_amounts_of_several_is_those_merged() {
    List<Happening> truth =
        List.of(
            event(1, "Added", "{\"sku\":\"a\",\"n\":1}"),
            event(4, "Added", "{\"sku\":\"a\",\"n\":2}"),
            event(6, "Added", "{\"sku\":\"a\",\"n\":3}"));

    assertThat(align(truth, List.of(event(6, "Added", "{\"sku\":\"a\",\"n\":6}"))))
        .containsExactly("0+1+2-0 merged");
    assertThat(align(truth, List.of(event(6, "Added", "{\"sku\":\"a\",\"n\":7}"))))
        .containsExactly("0-null missing", "1-null missing", "2-0 altered [n WRONG]");
    assertThat(align(truth, List.of(event(6, "Added", "{\"sku\":\"b\",\"n\":6}"))))
        .contains("0-null missing", "1-null missing");
  }

  @Test
  void equal_events_of_one_step_that_became_one_are_merged() {
    List<Happening> truth =
        List.of(event(9, "Pressed", "{}"), event(9, "Pressed", "{}"), event(9, "Pressed", "{}"));

    assertThat(align(truth, List.of(event(9, "Pressed", "{}")))).containsExactly("0+1+2-0 merged");
  }

  @Test
  void one_event_that_was_taken_for_several_of_its_step_is_split() {
    List<Happening> truth = List.of(banana, event(2, "Saved", "{}"), gone);

    assertThat(
            align(truth, List.of(banana, event(2, "Removed", "{}"), event(2, "Added", "{}"), gone)))
        .containsExactly("0-0 recovered", "1-1+2 split", "2-3 recovered");
  }

  @Test
  void beside_the_event_itself_others_of_its_step_are_invented() {
    assertThat(align(List.of(banana), List.of(banana, event(1, "Added", "{\"sku\":\"pear\"}"))))
        .containsExactly("0-0 recovered", "null-1 invented");
  }

  @Test
  void a_long_stream_costs_as_much_as_its_length() {
    List<Happening> truth = new ArrayList<>();
    List<Happening> derived = new ArrayList<>();
    for (int step = 1; step <= 50_000; step++) {
      Happening event = event(step, "Added", "{\"n\":%d}".formatted(step % 7));
      truth.add(event);
      if (step % 1_000 != 0) {
        derived.add(event);
      }
    }

    List<Pairing> pairings = Alignment.align(truth, derived);

    assertThat(pairings).hasSize(50_000);
    assertThat(pairings.stream().filter(p -> p.verdict() instanceof Verdict.Missing)).hasSize(50);
    assertThat(pairings.stream().filter(p -> p.verdict() instanceof Verdict.Recovered))
        .hasSize(49_950);
  }

  @Test
  void every_event_gets_exactly_one_verdict() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Happening> truth = random(random);
      List<Happening> derived = random(random);
      List<Pairing> pairings = Alignment.align(truth, derived);

      assertThat(pairings.stream().flatMap(p -> p.truth().stream()))
          .as("seed %d", seed)
          .containsExactlyElementsOf(places(truth.size()));
      assertThat(pairings.stream().flatMap(p -> p.derived().stream()))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(places(derived.size()));
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
