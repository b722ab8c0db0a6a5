package afterimage.capture.chapter;

import afterimage.capture.spool.Spooling;

/// How much is translated at once.
///
/// @param entries that a chapter has at most, if it can be cut
/// @param weight that they have at most, if it can be cut, as [afterimage.capture.spool.Weight]
///     tells it
/// @param largest the most memory, in bytes, that a chapter may need which cannot be cut
record ChapterSize(long entries, long weight, long largest) {

  /// What is made of an entry (events, rows, the names in between) beside its values, in bytes.
  private static final long MADE_OF_ENTRY = 2_500;

  /// Values stand in the rows, in events as objects and as text, and in what is sent to the store.
  private static final long COPIES = 4;

  /// Half of what a transaction may have that is not put on disk, and at most half of the heap.
  static ChapterSize of(Spooling spooling) {
    return new ChapterSize(
        Math.max(1, spooling.changes() / 2),
        Math.max(1, spooling.bytes() / 2),
        Runtime.getRuntime().maxMemory() / 2);
  }

  boolean isFull(long ofEntries, long ofWeight) {
    return ofEntries >= entries || ofWeight >= weight;
  }

  boolean isTooLarge(long ofEntries, long ofWeight) {
    return needed(ofEntries, ofWeight) > largest;
  }

  /// Bytes of memory, roughly.
  static long needed(long ofEntries, long ofWeight) {
    return ofEntries * MADE_OF_ENTRY + ofWeight * COPIES;
  }
}
