package afterimage.comparison.ladder;

/// What became of the row changes that a rung was given. Every one is explained by events, ignored
/// with a reason, or unexplained; the three add up. Of a poll, each row that a query returned is
/// one; of event sourcing there are none.
public record Accounting(long rowChanges, long explained, long ignored, long unexplained) {

  /// Of nothing.
  public static final Accounting NONE = new Accounting(0, 0, 0, 0);

  /// @throws IllegalArgumentException if they do not add up
  public Accounting {
    if (rowChanges != explained + ignored + unexplained) {
      throw new IllegalArgumentException(
          "%d row changes: %d explained, %d ignored and %d unexplained are %d; expected all of them"
              .formatted(
                  rowChanges, explained, ignored, unexplained, explained + ignored + unexplained));
    }
  }
}
