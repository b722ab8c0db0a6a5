package afterimage.comparison.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Finds a short list that still fails, by leaving out ever smaller parts for as long as it fails
/// without them (the idea of delta debugging: Zeller and Hildebrandt, 2002). What is found cannot
/// be made shorter by leaving out one element.
public final class Shrinker {

  private Shrinker() {}

  /// @param fails whether a list fails; asked often
  /// @throws IllegalArgumentException if the whole list does not fail
  public static <T> List<T> shortest(List<T> whole, Predicate<List<T>> fails) {
    if (!fails.test(whole)) {
      throw new IllegalArgumentException("There is nothing to shrink: it does not fail");
    }
    List<T> shortest = List.copyOf(whole);
    int part = Math.max(1, shortest.size() / 2);
    while (true) {
      List<T> shorter = without(shortest, part, fails);
      if (shorter.size() < shortest.size()) {
        shortest = shorter;
        part = Math.max(1, Math.min(part, shortest.size() / 2));
      } else if (part == 1) {
        return shortest;
      } else {
        part = part / 2;
      }
    }
  }

  /// Without every part of that length that it fails without; from the end, where most of what does
  /// not matter is.
  private static <T> List<T> without(List<T> list, int part, Predicate<List<T>> fails) {
    List<T> left = list;
    for (int end = list.size(); end > 0; end -= part) {
      List<T> shorter = new ArrayList<>(left.subList(0, Math.max(0, end - part)));
      shorter.addAll(left.subList(end, left.size()));
      if (fails.test(shorter)) {
        left = List.copyOf(shorter);
      }
    }
    return left;
  }
}
