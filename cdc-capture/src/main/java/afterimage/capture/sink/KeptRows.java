package afterimage.capture.sink;

import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.recording.RowJson;
import afterimage.capture.translate.Reading;
import org.jspecify.annotations.Nullable;

/// What is kept of a change that nothing explains. A row that is too large for it is no reason to
/// stop: the reason says then that the row is not there.
record KeptRows(String reason, @Nullable String before, @Nullable String after) {

  static KeptRows of(RowChange change, Reading.Unexplained reading) {
    try {
      return new KeptRows(reading.reason(), json(change.before()), json(change.after()));
    } catch (IllegalArgumentException e) {
      return new KeptRows(
          "%s; the row is not kept: %s".formatted(reading.reason(), e.getMessage()), null, null);
    }
  }

  private static @Nullable String json(Row row) {
    return row.cells().isEmpty() ? null : RowJson.write(row);
  }
}
