package afterimage.store.aggregate;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The values that objects of the user's code hold in their fields, as text, and the classes of all
/// of them: two deciders of one class, made with different rates or with different lambdas, are
/// different rules. Of objects that are not the user's code only the class counts.
final class HeldValues {

  private static final int DEEPEST = 50;

  private final CodeScope scope;
  private final Set<Class<?>> classes = new LinkedHashSet<>();
  private final IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();

  HeldValues(CodeScope scope) {
    this.scope = scope;
  }

  /// The classes of what was described so far.
  Set<Class<?>> classes() {
    return classes;
  }

  /// The same text for the same values, also in another process.
  ///
  /// @throws NoShape if a field is in a module that is not open to us
  String describe(Object value) {
    return describe(value, 0);
  }

  private String describe(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> "null";
      case Class<?> type -> name(type);
      case DataCodec<?> codec -> "by Jackson " + name(codec.type());
      case FunctionCodec<?> codec ->
          "by " + describe(codec.writer(), depth) + " and " + describe(codec.reader(), depth);
      case Enum<?> constant -> name(constant.getDeclaringClass()) + "." + constant.name();
      case Object _ when value.getClass().isArray() ->
          IntStream.range(0, Array.getLength(value))
              .mapToObj(i -> describe(Array.get(value, i), depth + 1))
              .collect(Collectors.joining(",", "[", "]"));
      // Its name is counted up as the process runs.
      case Object _ when Proxy.isProxyClass(value.getClass()) -> "a proxy";
      case Object _ when CodeScope.isPlatform(value.getClass()) -> platform(value, depth);
      default -> own(value, depth);
    };
  }

  private String platform(Object value, int depth) {
    return switch (value) {
      // Numbers, texts, times, ids: what has an order says what it is.
      case Comparable<?> plain -> plain.getClass().getName() + " " + plain;
      case Optional<?> optional -> "maybe " + describe(optional.orElse(null), depth + 1);
      case List<?> list -> elements(list, depth).collect(Collectors.joining(",", "[", "]"));
      case Collection<?> bag ->
          elements(bag, depth).sorted().collect(Collectors.joining(",", "{", "}"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> describe(e.getKey(), depth + 1) + "=" + describe(e.getValue(), depth + 1))
              .sorted()
              .collect(Collectors.joining(",", "{", "}"));
      default -> CodeScope.named(value.getClass()).getName();
    };
  }

  private Stream<String> elements(Collection<?> values, int depth) {
    return values.stream().map(value -> describe(value, depth + 1));
  }

  private String own(Object value, int depth) {
    Class<?> type = value.getClass();
    String name = name(type);
    if (!scope.follows(type)) {
      return name;
    }
    Integer before = seen.putIfAbsent(value, seen.size());
    if (before != null || depth > DEEPEST) {
      return name + " #" + before;
    }
    StringBuilder fields = new StringBuilder(name).append('{');
    for (Class<?> up = type; up != null && scope.follows(up); up = up.getSuperclass()) {
      Arrays.stream(up.getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .sorted(Comparator.comparing(Field::getName))
          .forEach(field -> fields.append(field(field, value, depth)));
    }
    return fields.append('}').toString();
  }

  private String field(Field field, Object owner, int depth) {
    try {
      field.setAccessible(true);
      return field.getName() + "=" + describe(field.get(owner), depth + 1) + ";";
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      throw NoShape.withoutField(field);
    }
  }

  /// Names of classes that are made at run time change from run to run, so it is the host's.
  private String name(Class<?> type) {
    classes.add(type);
    return CodeScope.named(type).getName();
  }
}
