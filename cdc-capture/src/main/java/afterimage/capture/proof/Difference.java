package afterimage.capture.proof;

import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import java.util.List;

/// A row that the events tell otherwise than the source has it.
///
/// @param key the cells of its primary key; of a table without one, what was compared
/// @param columns those that differ; empty unless `kind` is DIFFERENT
/// @param since from which transaction on
public record Difference(
    TableId table, Kind kind, Row key, List<OfColumn> columns, Divergence since) {

  /// How a row can differ.
  public enum Kind {
    /// It is there on both sides.
    DIFFERENT,
    /// The source has it, the events do not make it.
    MISSING,
    /// The events make it, the source does not have it.
    EXTRA
  }

  /// @param source as the row has it
  /// @param events as the events give it; `(not known)` if they do not say
  public record OfColumn(String column, String source, String events) {}

  public Difference {
    columns = List.copyOf(columns);
  }
}
