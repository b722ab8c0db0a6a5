package afterimage.capture.sink;

import afterimage.capture.change.TableId;
import afterimage.capture.recording.RowJson;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.Translation;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// Writes the last image of each row, in two statements however many there are.
final class RememberedRows {

  private RememberedRows() {}

  static void write(Connection connection, String pipeline, List<Translation> translations) {
    DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
    Map<Address, RowImage> last = new LinkedHashMap<>();
    for (Translation translation : translations) {
      for (TableId table : translation.emptied()) {
        // A table that was emptied has no rows in any aggregate.
        last.values().removeIf(image -> image.table().equals(table));
        forget(sql, pipeline, table);
      }
      for (RowImage image : translation.rows()) {
        last.put(Address.of(image), image);
      }
    }
    write(sql, pipeline, last.values());
  }

  /// @param emptied tables of which only these rows are left
  static void write(
      Connection connection, String pipeline, Set<TableId> emptied, List<RowImage> images) {
    DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
    emptied.forEach(table -> forget(sql, pipeline, table));
    Map<Address, RowImage> last = new LinkedHashMap<>();
    images.forEach(image -> last.put(Address.of(image), image));
    write(sql, pipeline, last.values());
  }

  private static void write(DSLContext sql, String pipeline, Collection<RowImage> last) {
    List<RowImage> there = new ArrayList<>(last.size());
    List<RowImage> gone = new ArrayList<>();
    last.forEach(image -> (image.row().isPresent() ? there : gone).add(image));
    if (!gone.isEmpty()) {
      forget(sql, pipeline, gone);
    }
    if (!there.isEmpty()) {
      remember(sql, pipeline, there);
    }
  }

  private record Address(String stream, TableId table, String key) {
    static Address of(RowImage image) {
      return new Address(image.stream().value(), image.table(), image.key());
    }
  }

  private static void forget(DSLContext sql, String pipeline, TableId table) {
    sql.execute(
        "DELETE FROM afterimage_capture.known_rows WHERE pipeline = ? AND table_name = ?",
        pipeline,
        table.toString());
  }

  private static void forget(DSLContext sql, String pipeline, List<RowImage> gone) {
    sql.execute(
        """
        DELETE FROM afterimage_capture.known_rows k
        USING unnest(?::text[], ?::text[], ?::text[]) gone (stream_id, table_name, row_key)
        WHERE k.pipeline = ? AND k.stream_id = gone.stream_id
          AND k.table_name = gone.table_name AND k.row_key = gone.row_key
        """,
        column(gone, image -> image.stream().value()),
        column(gone, image -> image.table().toString()),
        column(gone, RowImage::key),
        pipeline);
  }

  /// In its place, so that no index is touched.
  private static void remember(DSLContext sql, String pipeline, List<RowImage> there) {
    sql.execute(
        """
        INSERT INTO afterimage_capture.known_rows
        SELECT ?, * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[])
        ON CONFLICT (pipeline, stream_id, table_name, row_key)
          DO UPDATE SET row_image = excluded.row_image
        """,
        pipeline,
        column(there, image -> image.stream().value()),
        column(there, image -> image.table().toString()),
        column(there, RowImage::key),
        column(there, RememberedRows::json));
  }

  static String json(RowImage image) {
    try {
      return RowJson.write(image.row().orElseThrow());
    } catch (IllegalArgumentException e) {
      // Without it the rest of its aggregate would be read wrongly.
      throw new SinkProblem(
          ("A row of %s cannot be remembered: %s. Nothing of its transaction was stored. Make the"
                  + " row smaller, or write the mapping so that it looks at no other rows of the"
                  + " table")
              .formatted(image.table(), e.getMessage()),
          e);
    }
  }

  private static String[] column(List<RowImage> images, Function<RowImage, String> of) {
    return images.stream().map(of).toArray(String[]::new);
  }
}
