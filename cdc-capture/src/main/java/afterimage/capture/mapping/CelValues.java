package afterimage.capture.mapping;

import afterimage.capture.catalog.CellText;
import afterimage.capture.catalog.Column;
import afterimage.capture.change.Cell;
import afterimage.capture.change.NotFinite;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Between cells, CEL's values and JSON. CEL's values are `Long`, `Double`, [Decimal], `Boolean`,
/// `String`, `List`, `Map` and `NullValue`.
public final class CelValues {

  private CelValues() {}

  /// @return null if the cell is not known
  public static @Nullable Object of(@Nullable Cell cell) {
    return switch (cell) {
      case null -> null;
      case Cell.Value(BigDecimal value) -> new Decimal(value);
      case Cell.Value(NotFinite value) -> Decimal.of(value);
      case Cell.Value(List<?> elements) -> list(elements);
      case Cell.Value(Object value) -> value;
      case Cell.Null() -> NullValue.NULL_VALUE;
      case Cell.Unchanged() -> null;
    };
  }

  private static List<Object> list(List<?> elements) {
    List<Object> values = new ArrayList<>(elements.size());
    for (Object element : elements) {
      Object value = element instanceof Cell cell ? of(cell) : null;
      values.add(value == null ? NullValue.NULL_VALUE : value);
    }
    return values;
  }

  /// The cell that a value makes in a column.
  ///
  /// @throws IllegalArgumentException if the column cannot hold such a value
  public static Cell cell(Object value, Column column) {
    if (value instanceof NullValue) {
      return new Cell.Null();
    }
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() ? cell(optional.get(), column) : new Cell.Null();
    }
    return column.sort() == Column.Sort.ARRAY && value instanceof List<?> list
        ? new Cell.Value(list.stream().map(e -> cell(e, column, element(column))).toList())
        : cell(value, column, column.sort());
  }

  private static Column.Sort element(Column column) {
    return column.element() == null ? Column.Sort.TEXT : column.element();
  }

  private static Cell cell(Object value, Column column, Column.Sort sort) {
    Object made =
        switch (sort) {
          case INTEGER -> value instanceof Long ? value : null;
          case FLOAT ->
              switch (value) {
                case Double _ -> value;
                case Long n -> (double) n;
                case Decimal d -> Double.valueOf(d.toString());
                case String s -> Double.valueOf(s);
                default -> null;
              };
          case DECIMAL ->
              switch (value) {
                case Decimal d -> d.cell();
                case Long n -> BigDecimal.valueOf(n);
                case String s when NotFinite.of(s).isPresent() -> NotFinite.of(s).get();
                default -> null;
              };
          case BOOLEAN -> value instanceof Boolean ? value : null;
          case TEXT -> value instanceof String ? value : null;
          case ARRAY -> null;
        };
    if (value instanceof NullValue) {
      return new Cell.Null();
    }
    if (made == null) {
      throw new IllegalArgumentException(
          "%s is %s, which no %s is".formatted(column.name(), column.type(), name(value)));
    }
    return new Cell.Value(made);
  }

  /// What a value is, for messages.
  static String name(Object value) {
    return switch (value) {
      case NullValue _ -> "null";
      case Boolean _ -> "bool";
      case Long _ -> "int";
      case Double _ -> "double";
      case Decimal _ -> "decimal";
      case String _ -> "string";
      case Map<?, ?> _ -> "map";
      case Iterable<?> _ -> "list";
      default -> value.getClass().getSimpleName();
    };
  }

  /// The value of a field of an event's data.
  ///
  /// @throws IllegalArgumentException if the JSON is of another type
  static Object read(JsonNode node, CelType type) {
    if (node.isNull()) {
      return NullValue.NULL_VALUE;
    }
    return switch (type) {
      case NullableType nullable -> read(node, nullable.targetType());
      case OptionalType optional -> read(node, optional.parameters().getFirst());
      case ListType list when node.isArray() -> {
        List<Object> values = new ArrayList<>();
        node.forEach(item -> values.add(read(item, list.elemType())));
        yield values;
      }
      case MapType map when node.isObject() && map.keyType().equals(SimpleType.STRING) -> {
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(e -> values.put(e.getKey(), read(e.getValue(), map.valueType())));
        yield values;
      }
      case CelType decimal when decimal.equals(Decimals.TYPE) ->
          node.isNumber() ? new Decimal(node.decimalValue()) : Decimal.parse(node.asText());
      case CelType scalar when scalar.kind() == CelKind.DOUBLE ->
          node.isNumber() ? node.doubleValue() : Double.parseDouble(node.asText());
      default -> dynamic(node);
    };
  }

  /// JSON as a value: numbers without a fraction are `int`, all others `decimal`.
  public static Object dynamic(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> NullValue.NULL_VALUE;
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.canConvertToLong() && node.isIntegralNumber()
              ? (Object) node.longValue()
              : new Decimal(node.decimalValue());
      case ARRAY -> {
        List<Object> values = new ArrayList<>();
        node.forEach(item -> values.add(dynamic(item)));
        yield values;
      }
      case OBJECT -> {
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(e -> values.put(e.getKey(), dynamic(e.getValue())));
        yield values;
      }
      case STRING, BINARY, POJO -> node.asText();
    };
  }

  /// The value of a cell's text, for keys that come out of a stream's name.
  static Object ofText(String text, Column column) {
    Object value = of(CellText.read(text, column.sort()));
    if (value == null) {
      throw new IllegalArgumentException("no value in " + column.name());
    }
    return value;
  }
}
