package afterimage.store;

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
              "V13__snapshots.sql"));

  private StoreSchema() {}

  /// Brings the schema to the version that this code needs; does nothing if it is there.
  public static void migrate(DataSource database) {
    MIGRATIONS.apply(database);
  }
}
