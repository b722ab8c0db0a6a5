package afterimage.capture.spool;

import afterimage.capture.change.Cell;
import afterimage.capture.change.LogEntry;
import afterimage.capture.change.Message;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import java.util.List;

/// How much memory values take, roughly, in bytes.
public final class Weight {

  /// An object, beside the text that it may hold.
  private static final int OBJECT = 48;

  private Weight() {}

  public static long of(LogEntry entry) {
    return switch (entry) {
      case RowChange change -> OBJECT + ofRow(change.before()) + ofRow(change.after());
      case Message(_, String prefix, String content) -> OBJECT + prefix.length() + content.length();
    };
  }

  private static long ofRow(Row row) {
    long weight = OBJECT;
    for (Cell cell : row.cells().values()) {
      weight += ofCell(cell);
    }
    return weight;
  }

  private static long ofCell(Object cell) {
    return switch (cell) {
      case Cell.Value(String text) -> OBJECT + text.length();
      case Cell.Value(List<?> cells) -> OBJECT + cells.stream().mapToLong(Weight::ofCell).sum();
      default -> OBJECT;
    };
  }
}
