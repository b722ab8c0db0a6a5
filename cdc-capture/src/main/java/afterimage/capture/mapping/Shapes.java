package afterimage.capture.mapping;

import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The types of an event's fields, as its patterns give them.
final class Shapes {

  private Shapes() {}

  static Map<String, CelType> of(List<Pattern> patterns) {
    Map<String, CelType> fields = new LinkedHashMap<>();
    for (Pattern pattern : patterns) {
      pattern
          .data()
          .forEach((field, value) -> fields.merge(field, plain(value.type()), Shapes::merged));
    }
    return fields;
  }

  /// A field that is left out is not there, so its type is that of the value.
  private static CelType plain(CelType type) {
    return type instanceof OptionalType optional ? optional.parameters().getFirst() : type;
  }

  private static CelType merged(CelType one, CelType other) {
    if (one.equals(other)) {
      return one;
    }
    CelType a = target(one);
    CelType b = target(other);
    if (a.equals(b) || b.equals(SimpleType.NULL_TYPE)) {
      return NullableType.create(a);
    }
    return a.equals(SimpleType.NULL_TYPE) ? NullableType.create(b) : SimpleType.DYN;
  }

  private static CelType target(CelType type) {
    return type instanceof NullableType nullable ? nullable.targetType() : type;
  }

  /// Whether a column of one type can take values of the other.
  static boolean fits(CelType value, CelType column) {
    CelType from = target(plain(value));
    CelType to = target(column);
    if (from.equals(SimpleType.DYN) || from.equals(SimpleType.NULL_TYPE) || from.equals(to)) {
      return true;
    }
    if (from instanceof dev.cel.common.types.ListType
        && to instanceof dev.cel.common.types.ListType) {
      return true;
    }
    boolean number = to.equals(Decimals.TYPE) || to.equals(SimpleType.DOUBLE);
    return number && (from.equals(SimpleType.INT) || from.equals(Decimals.TYPE));
  }

  /// A type as CEL's users know it.
  static String name(CelType type) {
    return target(plain(type)).name();
  }
}
