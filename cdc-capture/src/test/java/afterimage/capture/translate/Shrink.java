package afterimage.capture.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Finds a small input that still fails.
final class Shrink {

  private Shrink() {}

  /// @param fails true for `items`
  static <T> List<T> smallest(List<T> items, Predicate<List<T>> fails) {
    List<T> smallest = new ArrayList<>(items);
    for (int size = Math.max(1, smallest.size() / 2); size > 0; size /= 2) {
      int at = 0;
      while (at < smallest.size()) {
        List<T> fewer = new ArrayList<>(smallest);
        fewer.subList(at, Math.min(at + size, fewer.size())).clear();
        if (fails.test(fewer)) {
          smallest = fewer;
        } else {
          at += size;
        }
      }
    }
    return smallest;
  }
}
