package afterimage.comparison.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

  @Test
  void what_is_found_is_all_that_is_needed_and_in_its_order() {
    long seed = new Random().nextLong();
    System.out.println("ShrinkerTest: seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      int size = 1 + random.nextInt(60);
      List<Integer> whole = IntStream.range(0, size).boxed().toList();
      TreeSet<Integer> needed = new TreeSet<>();
      for (int n = random.nextInt(Math.min(size, 5) + 1); n > 0; n--) {
        needed.add(random.nextInt(size));
      }
      List<Integer> asked = new ArrayList<>();
      List<Integer> shortest =
          Shrinker.shortest(
              whole,
              list -> {
                asked.add(list.size());
                return list.containsAll(needed);
              });
      assertThat(shortest).as("seed %d, list %d", seed, i).containsExactlyElementsOf(needed);
      assertThat(asked.size()).as("seed %d, list %d", seed, i).isLessThan(40 * size + 40);
    }
  }

  @Test
  void what_does_not_fail_is_not_shrunk() {
    assertThatThrownBy(() -> Shrinker.shortest(List.of(1), _ -> false))
        .hasMessage("There is nothing to shrink: it does not fail");
  }

  @Test
  void the_same_seed_gives_the_same_commands_and_each_kind_comes() {
    assertThat(new RandomCommands(7).next(50)).isEqualTo(new RandomCommands(7).next(50));
    assertThat(
            new RandomCommands(7)
                .next(2000).stream().map(c -> c.getClass().getSimpleName()).distinct())
        .hasSize(13);
  }

  @Test
  void a_script_that_is_renamed_is_about_nothing_that_it_was_about() {
    for (Command command : new RandomCommands(7).next(500)) {
      assertThat(new Renamed(0).of(command)).isEqualTo(command);
      assertThat(new Renamed(3).of(command).streams())
          .doesNotContainAnyElementsOf(command.streams());
      assertThat(new Renamed(3).of(command).words().replace("-3", "").replace("300", ""))
          .isEqualTo(command.words());
    }
  }
}
