package afterimage.store.aggregate;

import java.lang.reflect.Field;

/// Something that a [Shape] needs cannot be read. The message says what and what to do.
final class NoShape extends RuntimeException {

  private static final long serialVersionUID = 1;

  private NoShape(String message) {
    super(message);
  }

  static NoShape withoutFile(Class<?> type) {
    return new NoShape(
        ("No snapshots: the class loader of %s does not give its class file, and without it a"
                + " changed class would not be seen. Load it from a jar or a folder")
            .formatted(type.getName()));
  }

  static NoShape withoutField(Field field) {
    Class<?> type = CodeScope.named(field.getDeclaringClass());
    return new NoShape(
        ("No snapshots: what %s holds in its field %s cannot be read, and without it changed rules"
                + " would not be seen. Open the package %s of the module %s to the event store")
            .formatted(
                type.getName(),
                field.getName(),
                type.getPackageName(),
                type.getModule().getName()));
  }
}
