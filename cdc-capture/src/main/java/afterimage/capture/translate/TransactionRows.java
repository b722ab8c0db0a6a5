package afterimage.capture.translate;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a transaction did to the rows of a table, of whichever aggregate: the rows that it wrote,
/// as it left them, and those that it removed, as they were. In the order of their keys.
final class TransactionRows {

  private static final Comparator<Row> NONE = (_, _) -> 0;

  private final ChangeSet changeSet;
  private final Plan plan;
  private final boolean whole;
  private final Map<TableId, List<Row>> written = new HashMap<>(0);
  private final Map<TableId, List<Row>> gone = new HashMap<>(0);

  /// @param whole whether all of the transaction is at hand
  TransactionRows(ChangeSet changeSet, Plan plan, boolean whole) {
    this.changeSet = changeSet;
    this.plan = plan;
    this.whole = whole;
  }

  /// @throws IllegalArgumentException if the transaction is too large to be looked at whole
  List<Row> written(TableId table) {
    return written.computeIfAbsent(table, id -> last(id, RowChange::after));
  }

  /// @throws IllegalArgumentException if the transaction is too large to be looked at whole
  List<Row> gone(TableId table) {
    return gone.computeIfAbsent(
        table,
        id -> last(id, change -> change.after().cells().isEmpty() ? change.before() : Row.EMPTY));
  }

  /// The last image of each row that is of the kind.
  private List<Row> last(TableId id, Function<RowChange, Row> kind) {
    if (!whole) {
      throw new IllegalArgumentException(
          "the transaction is too large to look at all its rows of %s at once".formatted(id));
    }
    Plan.OfTable of = plan.table(id);
    List<String> key = of == null ? List.of() : of.table().key();
    Map<String, Row> byKey = new TreeMap<>();
    for (RowChange change : changeSet.changes()) {
      if (change.table().equals(id) && !(change instanceof RowChange.Truncated)) {
        RowImage.key(key, change.before()).ifPresent(byKey::remove);
        Row row = change.after().cells().isEmpty() ? change.before() : change.after();
        Optional<String> name = RowImage.key(key, row);
        Row image = kind.apply(change);
        if (name.isPresent() && image.cells().isEmpty()) {
          byKey.remove(name.get());
        } else if (!image.cells().isEmpty()) {
          byKey.put(name.orElseGet(() -> change.position().toString()), image);
        }
      }
    }
    List<Row> rows = new ArrayList<>(byKey.values());
    rows.sort(of == null ? NONE : order(of.table()));
    return List.copyOf(rows);
  }

  private static Comparator<Row> order(Table table) {
    Comparator<Row> order = NONE;
    for (String column : table.key()) {
      order = order.thenComparing(row -> row.cells().get(column), TransactionRows::compare);
    }
    return order;
  }

  private static int compare(@Nullable Cell one, @Nullable Cell other) {
    return one instanceof Cell.Value(Long a) && other instanceof Cell.Value(Long b)
        ? Long.compare(a, b)
        : String.valueOf(one).compareTo(String.valueOf(other));
  }
}
