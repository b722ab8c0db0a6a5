package afterimage.store.aggregate;

import java.net.URL;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Which classes are the user's own code, whose references are followed: those in a jar or folder
/// of an included class under the same first package name, and those anywhere that share the first
/// two package names with one. What lies beyond is looked at, and not followed.
final class CodeScope {

  private final Set<String> homes = new HashSet<>();
  private final Set<String> roots = new HashSet<>();

  void include(Class<?> type) {
    Class<?> named = named(type);
    if (isPlatform(named) || named.getPackageName().equals(CodeScope.class.getPackageName())) {
      return;
    }
    homes.add(home(named));
    roots.add(firstNames(named, 2));
    if (named.getSuperclass() != null) {
      // A container may have put a subclass of its own, from elsewhere, in front of the user's.
      include(named.getSuperclass());
    }
  }

  boolean follows(Class<?> type) {
    Class<?> named = named(type);
    return !isPlatform(named)
        && (roots.contains(firstNames(named, 2)) || homes.contains(home(named)));
  }

  /// The class itself, or of one that was made at run time for a lambda the class it stands in.
  static Class<?> named(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.componentType();
    }
    return element.isHidden() ? element.getNestHost() : element;
  }

  static boolean isPlatform(Class<?> type) {
    String module = Optional.ofNullable(type.getModule().getName()).orElse("");
    return type.isPrimitive()
        || type.getClassLoader() == null
        || module.startsWith("java.")
        || module.startsWith("jdk.");
  }

  private static String home(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return location + " " + firstNames(type, 1);
  }

  private static String firstNames(Class<?> type, int number) {
    String name = type.getPackageName();
    int end = -1;
    for (int i = 0; i < number; i++) {
      end = name.indexOf('.', end + 1);
      if (end < 0) {
        return name;
      }
    }
    return name.substring(0, end);
  }
}
