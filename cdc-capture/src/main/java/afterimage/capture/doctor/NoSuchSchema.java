package afterimage.capture.doctor;

import afterimage.postgres.Database;
import java.sql.SQLException;
import java.util.List;

/// A schema was named that is not there.
public final class NoSuchSchema extends RuntimeException {

  private static final long serialVersionUID = 1;

  private NoSuchSchema(String message) {
    super(message);
  }

  static List<String> check(Database database, Query query, List<String> schemas)
      throws SQLException {
    List<String> there =
        query.rows(
            """
            SELECT nspname::text FROM pg_namespace
            WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY 1
            """,
            row -> row.getString(1));
    for (String schema : schemas) {
      if (!there.contains(schema)) {
        throw new NoSuchSchema(
            "--schema %s: %s has no such schema; it has %s"
                .formatted(schema, database.address(), String.join(", ", there)));
      }
    }
    return schemas;
  }
}
