package afterimage.comparison.scenario;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How often what is done in a shop, each against the others; as text such as
/// `retries=10,scripts=0`, where what is not named is as often as by default.
public final class Mix {

  /// What can be named.
  public static final List<String> KEYS = Stream.of(Doing.values()).map(Doing::key).toList();

  private static final int MOST = 1000;

  private final Map<Doing, Integer> weights;

  private Mix(Map<Doing, Integer> weights) {
    this.weights = weights;
  }

  public static Mix usual() {
    Map<Doing, Integer> weights = new EnumMap<>(Doing.class);
    for (Doing doing : Doing.values()) {
      weights.put(doing, doing.weight());
    }
    return new Mix(weights);
  }

  /// @throws IllegalArgumentException that says all that is wrong with the text
  public static Mix parse(String text) {
    Mix mix = usual();
    List<String> problems = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] sides = part.strip().split("=", -1);
      Optional<Doing> doing = Doing.keyed(sides[0].strip());
      if (sides.length != 2 || !sides[1].strip().matches("[0-9]{1,4}")) {
        problems.add("%s is not of the form retries=10".formatted(part.strip()));
      } else if (doing.isEmpty()) {
        problems.add("there is no %s".formatted(sides[0].strip()));
      } else if (Integer.parseInt(sides[1].strip()) > MOST) {
        problems.add("%s is more than %d".formatted(part.strip(), MOST));
      } else {
        mix.weights.put(doing.get(), Integer.parseInt(sides[1].strip()));
      }
    }
    if (mix.total() == 0) {
      problems.add("nothing is ever done");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "The mix %s: %s; expected, with commas between them, some of %s, each with = and a weight"
              .formatted(text, String.join("; ", problems), String.join(", ", KEYS)));
    }
    return mix;
  }

  int total() {
    return weights.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// @param number from 0, less than the total
  Doing at(int number) {
    int left = number;
    for (Map.Entry<Doing, Integer> entry : weights.entrySet()) {
      left -= entry.getValue();
      if (left < 0) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("%d; expected less than %d".formatted(number, total()));
  }

  /// What differs from the usual, as [#parse] reads it; empty if nothing does.
  @Override
  public String toString() {
    return weights.entrySet().stream()
        .filter(entry -> entry.getValue() != entry.getKey().weight())
        .map(entry -> entry.getKey().key() + "=" + entry.getValue())
        .collect(joining(","));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mix mix && mix.weights.equals(weights);
  }

  @Override
  public int hashCode() {
    return weights.hashCode();
  }
}
