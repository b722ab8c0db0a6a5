package afterimage.capture.catalog;

/// A column of a table.
///
/// @param type the type's name in `pg_type`, of a domain the type it rests on, such as `int4`
/// @param sort what kind of value it is for us
public record Column(String name, String type, Sort sort, boolean nullable) {

  /// How the values of a column arrive in a [afterimage.capture.change.Cell].
  public enum Sort {
    /// A `Long`.
    INTEGER,
    /// A `Double`.
    FLOAT,
    /// A `BigDecimal`; `NaN` and infinities are a `String`.
    DECIMAL,
    BOOLEAN,
    /// A `String`: text, and every type that is carried as its text.
    TEXT
  }

  static Sort sort(String type) {
    return switch (type) {
      case "int2", "int4", "int8", "oid" -> Sort.INTEGER;
      case "float4", "float8" -> Sort.FLOAT;
      case "numeric" -> Sort.DECIMAL;
      case "bool" -> Sort.BOOLEAN;
      default -> Sort.TEXT;
    };
  }
}
