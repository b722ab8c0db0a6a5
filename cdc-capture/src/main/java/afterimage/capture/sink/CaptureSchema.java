package afterimage.capture.sink;

import afterimage.store.Migrations;
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
              "V60__change_sets.sql"));

  private CaptureSchema() {}

  /// Brings the schema to the version that this code needs; does nothing if it is there.
  public static void migrate(DataSource store) {
    MIGRATIONS.apply(store);
  }
}
