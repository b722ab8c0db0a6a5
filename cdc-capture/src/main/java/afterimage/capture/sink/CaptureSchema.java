package afterimage.capture.sink;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The pipeline's own tables, in the schema `afterimage_capture` beside the event store's.
public final class CaptureSchema {

  private CaptureSchema() {}

  /// Brings the schema to the version that this code needs; does nothing if it is there.
  public static void migrate(DataSource store) {
    Flyway.configure(CaptureSchema.class.getClassLoader())
        .dataSource(store)
        .schemas("afterimage_capture")
        .locations("classpath:db/capture")
        .load()
        .migrate();
  }
}
