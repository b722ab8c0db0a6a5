package afterimage.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/// The store's tables and functions, in the schema `afterimage` of a database.
public final class StoreSchema {

  private static final Migrations MIGRATIONS =
      new Migrations(
          StoreSchema.class,
          "afterimage",
          "db/event-store/",
          List.of(
              "V1__event_position.sql",
              "V2__events.sql",
              "V3__refuse_change.sql",
              "V4__events_immutable.sql",
              "V5__append_floor_key.sql",
              "V6__append_stream_key.sql",
              "V7__readable_position.sql",
              "V8__append_event.sql",
              "V9__open_append.sql",
              "V10__draw_positions.sql",
              "V11__subscriptions.sql",
              "V12__projections.sql",
              "V13__snapshots.sql",
              "V14__open_append_by_index.sql"));

  private static final List<String> GRANTS =
      List.of(
          "GRANT USAGE ON SCHEMA afterimage",
          "GRANT SELECT, INSERT ON afterimage.events",
          "GRANT USAGE, SELECT ON SEQUENCE afterimage.event_position",
          "GRANT SELECT, INSERT, UPDATE, DELETE ON afterimage.subscriptions, afterimage.projections,"
              + " afterimage.snapshots",
          "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA afterimage");

  private StoreSchema() {}

  /// Brings the schema to the version that this code needs; does nothing if it is there.
  public static void migrate(DataSource database) {
    MIGRATIONS.apply(database);
  }

  /// Lets a role append to the store, read it and subscribe to it: it cannot change what was
  /// appended, nor switch off what refuses a change. Nor can it make or rebuild projections, whose
  /// tables are schemas of their own: that takes CREATE on the database too, and whoever made them
  /// owns them. The role must not own the store's tables; it may be granted again.
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
}
