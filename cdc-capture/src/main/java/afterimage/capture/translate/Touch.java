package afterimage.capture.translate;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.mapping.Operation;
import afterimage.capture.mapping.Pattern;
import afterimage.capture.mapping.StreamType;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a row change is to one aggregate. A row that moves is deleted in the one and inserted in
/// the
/// other; a truncate touches every aggregate that had rows.
final class Touch {

  final RowChange change;
  final Plan.OfTable plan;
  final Operation operation;
  final StreamType type;
  final StreamId stream;

  /// As far as it is known.
  final Row before;

  final Row after;

  /// The columns that something must account for, in the table's order; none of a row that is gone.
  final List<String> open;

  /// Where its change stands in the transaction, from 0.
  final int place;

  /// The rows that a truncate took from the aggregate.
  final List<Row> emptied;

  final List<Match> accepted = new ArrayList<>(1);
  final List<String> failures = new ArrayList<>(0);
  @Nullable String ignored;

  /// The patterns with further changes that need not be tried at it again.
  final List<Pattern> tried = new ArrayList<>(0);

  Touch(
      int place,
      RowChange change,
      Plan.OfTable plan,
      Operation operation,
      StreamType type,
      StreamId stream,
      Row before,
      Row after,
      List<Row> emptied) {
    this.place = place;
    this.change = change;
    this.plan = plan;
    this.operation = operation;
    this.type = type;
    this.stream = stream;
    this.before = before;
    this.after = after;
    this.emptied = emptied;
    this.open = open();
  }

  boolean tried(Pattern pattern) {
    for (Pattern one : tried) {
      if (one.equals(pattern)) {
        return true;
      }
    }
    return false;
  }

  boolean isGone() {
    return operation == Operation.DELETE || operation == Operation.TRUNCATE;
  }

  /// Whether the row was written, but no column changed.
  boolean isIdle() {
    return operation == Operation.UPDATE && open.isEmpty();
  }

  /// The columns with another value than before; of a column whose old value was not logged it
  /// cannot be said that it kept its value.
  private List<String> open() {
    if (isGone()) {
      return List.of();
    }
    List<String> columns = new ArrayList<>(after.cells().size());
    if (operation == Operation.UPDATE) {
      Row sent = change.after();
      for (Map.Entry<String, Cell> entry : after.cells().entrySet()) {
        Cell was = before.cells().get(entry.getKey());
        if ((was == null || was instanceof Cell.Unchanged)
            ? sent.knows(entry.getKey())
            : !entry.getValue().sameAs(was)) {
          columns.add(entry.getKey());
        }
      }
    } else {
      for (Map.Entry<String, Cell> entry : after.cells().entrySet()) {
        if (!(entry.getValue() instanceof Cell.Null)) {
          columns.add(entry.getKey());
        }
      }
    }
    return columns;
  }
}
