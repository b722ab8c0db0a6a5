package afterimage.capture.proof;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A row that differs, before its history is known.
///
/// @param key its text
/// @param source the row as it is, in the order of the plan's columns; null if it is gone
/// @param age how many transaction ids ago it was written; of a row that is gone 0
/// @param mark the commit of the last event that touched it; 0 if there is none
record Suspect(
    Difference.Kind kind,
    String key,
    Row keyCells,
    @Nullable List<Cell> source,
    List<Difference.OfColumn> columns,
    int xmin,
    int age,
    long mark) {

  /// The oldest of any number of suspects: the first thing that went wrong is among them.
  static final class Oldest {

    /// How many of each order have their history looked up.
    private static final int MOST = 50;

    private static final Comparator<Suspect> BY_AGE = Comparator.comparingInt(Suspect::age);
    private static final Comparator<Suspect> BY_MARK =
        Comparator.comparingLong(Suspect::mark).reversed();

    private final PriorityQueue<Suspect> there = new PriorityQueue<>(BY_AGE);
    private final PriorityQueue<Suspect> gone = new PriorityQueue<>(BY_MARK);

    void add(Suspect suspect) {
      PriorityQueue<Suspect> queue = suspect.source == null ? gone : there;
      queue.add(suspect);
      if (queue.size() > MOST) {
        // The youngest of them.
        queue.poll();
      }
    }

    List<Suspect> all() {
      List<Suspect> all = new ArrayList<>(Stream.concat(there.stream(), gone.stream()).toList());
      all.sort(BY_AGE.reversed().thenComparing(BY_MARK.reversed()));
      return all;
    }
  }
}
