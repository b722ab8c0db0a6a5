package afterimage.capture.catalog;

import java.util.Optional;
import java.util.Set;

/// Which types of PostgreSQL arrive as they are, and how.
public final class Types {

  /// Types whose values Debezium hands over as text, or as what [Column.Sort] names.
  private static final Set<String> TEXTS =
      Set.of(
          "text",
          "varchar",
          "bpchar",
          "char",
          "name",
          "citext",
          "ltree",
          "json",
          "jsonb",
          "xml",
          "uuid",
          "inet",
          "cidr",
          "macaddr",
          "macaddr8",
          "money",
          "tsvector",
          "interval",
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "bytea",
          "int4range",
          "int8range",
          "numrange",
          "tsrange",
          "tstzrange",
          "daterange");

  private static final Set<String> ARRAYS =
      Set.of(
          "int2",
          "int4",
          "int8",
          "oid",
          "float4",
          "float8",
          "numeric",
          "bool",
          "text",
          "varchar",
          "bpchar",
          "uuid",
          "json",
          "jsonb",
          "bytea",
          "inet",
          "int4range",
          "int8range",
          "numrange");

  private Types() {}

  /// Why values of a column cannot be carried exactly; empty if they can.
  public static Optional<String> refusal(Column column) {
    if (column.element() != null) {
      String element = element(column);
      return ARRAYS.contains(element) || !column.labels().isEmpty()
          ? Optional.empty()
          : Optional.of("arrays of it do not arrive as they are");
    }
    return switch (column.type()) {
      case "timetz" -> Optional.of("it arrives moved to UTC");
      case "bit", "varbit" -> Optional.of("it arrives without its length");
      case "point", "line", "lseg", "box", "path", "polygon", "circle", "geometry", "geography" ->
          Optional.of("it arrives as a shape, not as its text");
      case "oidvector", "int2vector" -> Optional.of("it arrives as an array that is empty");
      case "hstore" -> Optional.of("it arrives as JSON, which it does not read back");
      case "vector", "halfvec", "sparsevec" -> Optional.of("it arrives rounded");
      default -> Optional.empty();
    };
  }

  /// Whether a column's values come as the bytes of their text, because Debezium does not know the
  /// type: `pg_lsn`, `tsquery`, multiranges, composite types, types of extensions.
  public static boolean isOpaque(Column column) {
    return column.sort() == Column.Sort.TEXT
        && column.labels().isEmpty()
        && !TEXTS.contains(column.type());
  }

  /// The type of an array's elements, or of the column itself.
  public static String element(Column column) {
    return column.type().endsWith("[]")
        ? column.type().substring(0, column.type().length() - 2)
        : column.type();
  }
}
