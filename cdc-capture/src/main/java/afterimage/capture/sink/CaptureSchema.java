package afterimage.capture.sink;

import afterimage.store.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/// The pipeline's own tables, in the schema `afterimage_capture` beside the event store's.
public final class CaptureSchema {

  private static final Migrations MIGRATIONS =
      new Migrations(
          CaptureSchema.class,
          "afterimage_capture",
          "db/capture/",
          List.of(
              "V1__checkpoints.sql",
              "V2__unexplained.sql",
              "V3__gaps.sql",
              "V4__known_rows.sql",
              "V5__known_rows_by_key.sql",
              "V20__gone_rows.sql",
              "V30__generations.sql",
              "V31__checkpoint_of.sql",
              "V32__gaps.sql",
              "V33__parked_transactions.sql",
              "V34__parked_streams.sql",
              "V60__change_sets.sql",
              "V61__catalog.sql",
              "V62__known_rows_lead_with_their_keys.sql"));

  private static final List<String> GRANTS =
      List.of(
          "GRANT USAGE ON SCHEMA afterimage_capture",
          "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA afterimage_capture");

  private CaptureSchema() {}

  /// Lets a role capture into the store, beside what [afterimage.store.StoreSchema#grantTo] lets it
  /// do; it may be granted again.
  ///
  /// @param owner a connection of the schema's owner
  /// @throws SQLException if there is no such role, or no right to grant
  public static void grantTo(String role, Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      String name = statement.enquoteIdentifier(role, true);
      for (String grant : GRANTS) {
        statement.execute(grant + " TO " + name);
      }
    }
  }

  /// Brings the schema to the version that this code needs; does nothing if it is there.
  public static void migrate(DataSource store) {
    MIGRATIONS.apply(store);
  }
}
