package afterimage.store;

/// Which events of one stream, in which order.
///
/// @param from the first version to read: the lowest going forwards, the highest going backwards
/// @param limit how many at most
public record StreamQuery(StreamId stream, AsOf asOf, long from, Direction direction, int limit) {

  /// In the order of versions, or against it.
  public enum Direction {
    FORWARDS,
    BACKWARDS
  }

  public StreamQuery {
    if (from < 1) {
      throw new IllegalArgumentException("The first version is 1, so not from " + from);
    }
    if (limit < 1) {
      throw new IllegalArgumentException("A limit is 1 or more, not " + limit);
    }
  }

  /// The whole stream, forwards.
  public static StreamQuery of(StreamId stream) {
    return new StreamQuery(stream, AsOf.LATEST, 1, Direction.FORWARDS, Integer.MAX_VALUE);
  }

  public StreamQuery asOf(AsOf point) {
    return new StreamQuery(stream, point, from, direction, limit);
  }

  public StreamQuery from(long version) {
    return new StreamQuery(stream, asOf, version, direction, limit);
  }

  /// From the end; [#from(long)] then says where to begin instead.
  public StreamQuery backwards() {
    return new StreamQuery(stream, asOf, Long.MAX_VALUE, Direction.BACKWARDS, limit);
  }

  public StreamQuery limit(int most) {
    return new StreamQuery(stream, asOf, from, direction, most);
  }
}
