package afterimage.capture.mapping;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.catalog.Types;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The names that an expression may use, with their types. A row is a struct whose fields are the
/// columns, so that a misspelt one is found when the file is read; at run time it is a map.
final class Scope {

  private final Map<String, CelType> variables = new LinkedHashMap<>();
  private final Map<String, String> absent = new LinkedHashMap<>();
  private final Map<String, StructType> structs = new TreeMap<>();
  private final Map<String, String> described = new LinkedHashMap<>();

  Scope with(String name, CelType type) {
    variables.put(name, type);
    return this;
  }

  /// @param what it is, for messages such as "… but WHAT has a, b, c"
  Scope struct(String name, String what, Map<String, CelType> fields) {
    variables.put(name, define("of " + name, fields));
    described.put(name, what);
    return this;
  }

  Scope row(String name, Table table) {
    variables.put(name, rowType(table));
    described.put(name, table.id().toString());
    return this;
  }

  /// A struct of schemas, of tables, of lists of rows.
  Scope tables(String name, Iterable<Table> tables) {
    Map<String, Map<String, CelType>> schemas = new TreeMap<>();
    for (Table table : tables) {
      schemas
          .computeIfAbsent(table.id().schema(), _ -> new TreeMap<>())
          .put(table.id().name(), ListType.create(rowType(table)));
    }
    Map<String, CelType> fields = new TreeMap<>();
    schemas.forEach((schema, of) -> fields.put(schema, define("of " + name + " in " + schema, of)));
    variables.put(name, define("of " + name, fields));
    return this;
  }

  /// A name that an expression of this kind cannot use, and why.
  Scope without(String name, String why) {
    absent.put(name, why);
    return this;
  }

  /// The variables that have fields which are known.
  Set<String> rowLike() {
    return variables.entrySet().stream()
        .filter(variable -> variable.getValue() instanceof StructType)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  Map<String, CelType> variables() {
    return variables;
  }

  Optional<String> absence(String name) {
    return Optional.ofNullable(absent.get(name));
  }

  /// What a variable is that has fields; empty if it has none that are known.
  Optional<String> description(String name) {
    return Optional.ofNullable(described.get(name));
  }

  Map<String, CelType> fields(String name) {
    Map<String, CelType> fields = new LinkedHashMap<>();
    if (variables.get(name) instanceof StructType struct) {
      struct.fields().forEach(field -> fields.put(field.name(), field.type()));
    }
    return fields;
  }

  static CelType type(Column column) {
    if (column.element() != null) {
      // CEL has no list that may be null.
      return column.nullable()
          ? SimpleType.DYN
          : ListType.create(NullableType.create(type(column.element())));
    }
    CelType type = type(column.sort());
    return column.nullable() ? NullableType.create(type) : type;
  }

  private static CelType type(Column.Sort sort) {
    return switch (sort) {
      case INTEGER -> SimpleType.INT;
      case FLOAT -> SimpleType.DOUBLE;
      case DECIMAL -> Decimals.TYPE;
      case BOOLEAN -> SimpleType.BOOL;
      case TEXT -> SimpleType.STRING;
      case ARRAY -> ListType.create(SimpleType.DYN);
    };
  }

  private StructType rowType(Table table) {
    Map<String, CelType> columns = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      // Of a type that does not arrive exactly nothing can be said.
      if (Types.refusal(column).isEmpty()) {
        columns.put(column.name(), type(column));
      }
    }
    return define("row of " + table.id(), columns);
  }

  private StructType define(String name, Map<String, CelType> fields) {
    ImmutableMap<String, CelType> copy = ImmutableMap.copyOf(fields);
    return structs.computeIfAbsent(
        name,
        _ -> StructType.create(name, copy.keySet(), field -> Optional.ofNullable(copy.get(field))));
  }

  /// The structs, for the compiler.
  CelTypeProvider types() {
    return new Structs(ImmutableMap.copyOf(structs));
  }

  @Immutable
  private record Structs(ImmutableMap<String, CelType> named) implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return named.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(named.get(name));
    }
  }
}
