package afterimage.store.aggregate;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The class files of classes and of all that they refer to in a scope, by hash. References are
/// what the constant pool names: classes, and the types in descriptors and generic signatures.
final class ClassFiles {

  private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w$/]+)[;<]");

  private final CodeScope scope;
  private final Set<Class<?>> seen = new HashSet<>();
  private final Deque<Class<?>> open = new ArrayDeque<>();
  private final Set<String> lines = new TreeSet<>();

  ClassFiles(CodeScope scope) {
    this.scope = scope;
  }

  /// Each class's name and hash, in the order of names.
  ///
  /// @throws NoShape if a class in the scope has no class file
  List<String> from(Collection<Class<?>> classes) {
    classes.forEach(this::reach);
    while (!open.isEmpty()) {
      read(open.remove());
    }
    return List.copyOf(lines);
  }

  private void reach(Class<?> type) {
    Class<?> named = CodeScope.named(type);
    if (!CodeScope.isPlatform(named) && seen.add(named)) {
      open.add(named);
    }
  }

  private void read(Class<?> type) {
    boolean followed = scope.follows(type);
    byte[] bytes = bytes(type);
    if (bytes == null && followed) {
      throw NoShape.withoutFile(type);
    }
    lines.add(
        type.getName()
            + " "
            + (bytes == null ? "" : HexFormat.of().formatHex(Shape.sha256().digest(bytes))));
    if (bytes != null && followed) {
      references(bytes).forEach(name -> reach(name, type.getClassLoader()));
    }
  }

  private static byte @Nullable [] bytes(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }

  private static Set<String> references(byte[] bytes) {
    Set<String> names = new HashSet<>();
    for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
      if (entry instanceof ClassEntry named && !named.asInternalName().startsWith("[")) {
        names.add(named.asInternalName());
      } else if (entry instanceof Utf8Entry text) {
        // Any text may be a descriptor; where it only looks like one, there is no such class.
        Matcher found = IN_DESCRIPTOR.matcher(text.stringValue());
        while (found.find()) {
          names.add(found.group(1));
        }
      }
    }
    return names;
  }

  private void reach(String internalName, ClassLoader loader) {
    try {
      reach(Class.forName(internalName.replace('/', '.'), false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      // What cannot be loaded cannot run, and so has no part in any state.
    }
  }
}
