package afterimage.capture.mapping;

import java.util.Set;

/// Whether streams of two types can have one name, so that events of different aggregates would
/// stand in one stream.
final class SharedNames {

  /// Values of these may begin with anything.
  private static final Set<String> FREE = Set.of("text", "varchar", "bpchar", "name", "citext");

  private SharedNames() {}

  static boolean possible(StreamType one, StreamType other) {
    String begin = one.template().literals().getFirst();
    String otherBegin = other.template().literals().getFirst();
    return begins(one, begin, otherBegin) || begins(other, otherBegin, begin);
  }

  /// Whether a name that begins with `longer` can be one of a type's, which begin with `literal`.
  private static boolean begins(StreamType type, String literal, String longer) {
    if (type.isTable()) {
      return literal.equals(longer);
    }
    return longer.equals(literal)
        || (longer.startsWith(literal) && FREE.contains(type.key().getFirst().type()));
  }
}
