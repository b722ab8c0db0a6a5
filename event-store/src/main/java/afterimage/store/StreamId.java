package afterimage.store;

/// The name of a stream, such as `cart-101`: 1 to 500 characters, none of them a control character.
public record StreamId(String value) implements Comparable<StreamId> {

  private static final int LONGEST = 500;

  public StreamId {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "A stream id has 1 to %d characters; this one has %d".formatted(LONGEST, value.length()));
    }
    if (!value.codePoints().allMatch(StreamId::allowed)) {
      throw new IllegalArgumentException(
          "A stream id has no control characters and no characters beyond the basic plane: "
              + value
                  .codePoints()
                  .mapToObj(c -> allowed(c) ? Character.toString(c) : "�")
                  .collect(java.util.stream.Collectors.joining()));
    }
  }

  /// Neither a control character, nor beyond the basic plane, nor half of a surrogate pair.
  private static boolean allowed(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.isBmpCodePoint(codePoint)
        && !Character.isSurrogate((char) codePoint);
  }

  public static StreamId of(String value) {
    return new StreamId(value);
  }

  @Override
  public int compareTo(StreamId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
