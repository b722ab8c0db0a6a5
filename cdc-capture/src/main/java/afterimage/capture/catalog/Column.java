package afterimage.capture.catalog;

import afterimage.capture.change.Cell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column of a table.
///
/// @param type the type's name in `pg_type`, of a domain the type it rests on, such as `int4`
/// @param sort what kind of value it is for us
/// @param element of an array the sort of its elements
/// @param labels the labels of an enum, in its order
/// @param unset what a row gets that is inserted without this column, if that is always the same
public record Column(
    String name,
    String type,
    Sort sort,
    boolean nullable,
    @Nullable Sort element,
    List<String> labels,
    @Nullable Cell unset) {

  public Column {
    labels = List.copyOf(labels);
  }

  /// A column without a default.
  public Column(String name, String type, Sort sort, boolean nullable) {
    this(
        name,
        type,
        sort,
        nullable,
        sort == Sort.ARRAY ? sort(type.replace("[]", "")) : null,
        List.of(),
        new Cell.Null());
  }

  /// How the values of a column arrive in a [Cell].
  public enum Sort {
    /// A `Long`.
    INTEGER,
    /// A `Double`.
    FLOAT,
    /// A `BigDecimal`, or [afterimage.capture.change.NotFinite].
    DECIMAL,
    BOOLEAN,
    /// A `String`: text, and every type that is carried as its text.
    TEXT,
    /// A `List` of cells.
    ARRAY
  }

  static Sort sort(String type) {
    return switch (type) {
      case "int2", "int4", "int8", "oid" -> Sort.INTEGER;
      case "float4", "float8" -> Sort.FLOAT;
      case "numeric" -> Sort.DECIMAL;
      case "bool" -> Sort.BOOLEAN;
      default -> type.endsWith("[]") ? Sort.ARRAY : Sort.TEXT;
    };
  }
}
