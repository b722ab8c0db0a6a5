package afterimage.capture.proof;

import afterimage.capture.change.TableId;
import java.util.List;

/// A part of all rows that is folded at once, so that no more than it has to be in memory: those
/// whose table and key hash to `index` of `of`.
record Slice(int index, int of) {

  static final int MOST = 4_096;

  static final Slice ALL = new Slice(0, 1);

  /// @param key empty for a table that cannot be taken apart
  boolean holds(TableId table, String key) {
    if (of == 1) {
      return true;
    }
    // A multiplier spreads what differs in the last characters only.
    long hash = (table.hashCode() * 31L + key.hashCode()) * 0x9E3779B97F4A7C15L;
    return (int) ((hash >>> 33) % of) == index;
  }

  /// The two that together are this one.
  List<Slice> halves() {
    return List.of(new Slice(index, of * 2), new Slice(index + of, of * 2));
  }
}
