package afterimage.eventsourced.handling;

/// The sender expected another version; nothing was appended.
public final class VersionDiffers extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long current;

  /// @param name what it is about, such as `cart 101`
  VersionDiffers(String name, long current, ExpectedTag expected) {
    super(
        current == 0
            ? "There is no %s; expected %s.".formatted(name, expected.describe())
            : "%s is at version \"%d\"; expected %s."
                .formatted(Sentences.begin(name), current, expected.describe()));
    this.current = current;
  }

  /// 0 if there are no events.
  public long current() {
    return current;
  }
}
