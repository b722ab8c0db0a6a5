package afterimage.capture.source;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Columns;
import afterimage.capture.change.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// How a table's tuples lie in the log, as long as the table stays as it is: from tuples to rows,
/// by the types of our catalog.
final class TupleLayout {

  private static final Cell NULL = new Cell.Null();
  private static final Cell UNCHANGED = new Cell.Unchanged();

  private final Table table;
  private final List<String> key;
  private final Columns columns;
  private final ColumnForm[] forms;
  private final int[] places;

  private TupleLayout(
      Table table, List<String> key, Columns columns, ColumnForm[] forms, int[] places) {
    this.table = table;
    this.key = List.copyOf(key);
    this.columns = columns;
    this.forms = forms;
    this.places = places;
  }

  /// The log has a row with the columns that its table had when it was written. One that was added
  /// since is not known of it.
  ///
  /// @param names of the log's columns, in the tuples' order
  /// @param key those of them that the log has of an old row
  /// @param form of a column of our catalog, by its name in the log
  /// @throws SourceProblem if the log has a column that our catalog has not
  static TupleLayout of(
      Table table,
      List<String> names,
      List<String> key,
      BiFunction<Column, String, ColumnForm> form) {
    List<String> both = table.columnNames().stream().filter(names::contains).toList();
    ColumnForm[] forms = new ColumnForm[names.size()];
    int[] places = new int[names.size()];
    for (int i = 0; i < forms.length; i++) {
      String name = names.get(i);
      Optional<Column> column = table.column(name);
      if (column.isEmpty()) {
        throw other(table, name, Set.copyOf(both));
      }
      forms[i] = form.apply(column.get(), name);
      places[i] = both.indexOf(name);
    }
    return new TupleLayout(table, key, new Columns(both), forms, places);
  }

  Table table() {
    return table;
  }

  /// The columns that the log has of an old row, unless it has all.
  List<String> key() {
    return key;
  }

  /// Reads a tuple.
  ///
  /// @param earlier image of the row, for values that the log left out because they did not change
  Row row(ByteBuffer tuple, Row earlier) {
    int number = tuple.getShort();
    if (number != forms.length) {
      throw new SourceProblem(
          "A row of %s came with %d columns, after the log had described %d"
              .formatted(table.id(), number, forms.length));
    }
    Cell[] cells = new Cell[number];
    for (int i = 0; i < number; i++) {
      cells[places[i]] = cell(forms[i], tuple, earlier);
    }
    return columns.row(cells);
  }

  private static Cell cell(ColumnForm form, ByteBuffer tuple, Row earlier) {
    byte kind = tuple.get();
    return switch (kind) {
      case 'n' -> NULL;
      case 'u' -> {
        Cell before = earlier.cells().get(form.name());
        yield before == null ? UNCHANGED : before;
      }
      case 't' -> {
        int length = tuple.getInt();
        int from = tuple.position();
        tuple.position(from + length);
        yield form.cell(tuple.array(), tuple.arrayOffset() + from, length);
      }
      default ->
          throw new SourceProblem(
              "A value of the unknown kind %d came for %s".formatted(kind, form.name()));
    };
  }

  private static SourceProblem other(Table table, String column, Set<String> both) {
    List<String> added = table.columnNames().stream().filter(name -> !both.contains(name)).toList();
    return added.isEmpty()
        ? CellReader.changed(table, column, "is in the log, but was not in the table")
        : SourceProblem.lasting(
            ("%s.%s is in the log, but not in the table any more, which has %s instead: whether that is a"
                    + " new name for it is not guessed. Begin a new generation with --new-baseline")
                .formatted(table.id(), column, String.join(", ", added)));
  }
}
