package afterimage.capture.discover;

import afterimage.capture.change.TableId;
import java.util.List;

/// @param columns of `from`, in the order of `toColumns`
/// @param cascades whether a row goes with the row that it refers to
record ForeignKey(
    TableId from, List<String> columns, TableId to, List<String> toColumns, boolean cascades) {

  ForeignKey {
    columns = List.copyOf(columns);
    toColumns = List.copyOf(toColumns);
  }
}
