package afterimage.store.aggregate;

import java.util.Comparator;

/// An event type and a schema version of it; as text `ItemAdded 2`.
record TypeVersion(String type, int version) {

  static final Comparator<TypeVersion> ORDER =
      Comparator.comparing(TypeVersion::type).thenComparingInt(TypeVersion::version);

  TypeVersion next() {
    return new TypeVersion(type, version + 1);
  }

  @Override
  public String toString() {
    return type + " " + version;
  }
}
