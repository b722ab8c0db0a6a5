package afterimage.eventsourced.projection;

/// Pieces of the queries.
final class Sql {

  private static final String CERTAINTIES = "ARRAY['stated', 'exact', 'inferred', 'ambiguous']";

  private Sql() {}

  /// As JSON has instants everywhere else.
  static String instant(String column) {
    return "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')".formatted(column);
  }

  /// The least certain of a group; NULL if nothing in it was derived.
  static String weakest(String column) {
    return "(%s)[max(array_position(%s, %s))]".formatted(CERTAINTIES, CERTAINTIES, column);
  }
}
