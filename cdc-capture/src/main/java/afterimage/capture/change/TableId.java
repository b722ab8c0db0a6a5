package afterimage.capture.change;

/// A table by schema and name, both as the catalog spells them.
public record TableId(String schema, String name) implements Comparable<TableId> {

  /// Reads `schema.name`; without a schema it is `public`.
  public static TableId parse(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new TableId("public", text)
        : new TableId(text.substring(0, dot), text.substring(dot + 1));
  }

  /// For SQL.
  public String quoted() {
    return quoted(schema) + "." + quoted(name);
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public int compareTo(TableId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
