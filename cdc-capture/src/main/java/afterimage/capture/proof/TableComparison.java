package afterimage.capture.proof;

import afterimage.capture.catalog.Column;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.translate.FoldedRows;
import afterimage.capture.translate.FoldedRows.Folded;
import afterimage.capture.translate.RowImage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Holds the rows of one table against what the events made of them, slice by slice.
final class TableComparison {

  private final TablePlan plan;
  private final TableId id;
  private final List<Column> read;

  /// Where each column that is read stands in the table.
  private final int[] places;

  private final boolean[] compared;
  private final int[] key;
  private final Ignored ignores;
  private final Map<String, Long> ignored = new TreeMap<>();
  private final Suspect.Oldest suspects = new Suspect.Oldest();
  private long rows;
  private long equal;
  private long different;
  private long missing;
  private long extra;

  TableComparison(TablePlan plan) {
    this.plan = plan;
    this.id = plan.table().id();
    this.read = plan.read();
    this.ignores = new Ignored(plan.mapping(), id);
    this.places = new int[read.size()];
    this.compared = new boolean[read.size()];
    List<String> names = plan.table().columnNames();
    for (int i = 0; i < places.length; i++) {
      places[i] = names.indexOf(read.get(i).name());
      compared[i] = plan.compared().contains(read.get(i).name());
    }
    this.key =
        plan.table().key().stream()
            .mapToInt(name -> read.stream().map(Column::name).toList().indexOf(name))
            .toArray();
  }

  /// Compares the rows of a slice. The folded rows are used up.
  void compare(SourceSnapshot source, FoldedRows folded, Slice slice) throws SQLException {
    RowReader reader = new RowReader(plan.table(), read);
    if (key.length == 0) {
      if (slice.holds(id, "")) {
        new KeylessRows(folded).compare(source, reader);
      }
      return;
    }
    reader.read(
        source.rows(),
        (cells, xmin) -> {
          String text = key(cells);
          if (slice.holds(id, plan.sliceKey(text))) {
            compare(source, text, cells, xmin, folded.take(id, text));
          }
        });
    folded.forEach(id, this::extra);
  }

  private void compare(
      SourceSnapshot source, String text, List<Cell> cells, int xmin, @Nullable Folded folded) {
    rows++;
    List<Difference.OfColumn> columns = List.of();
    if (folded != null) {
      columns = differing(cells, folded);
      if (columns.isEmpty()) {
        equal++;
        return;
      }
    }
    Optional<String> because = because(cells, folded, columns);
    if (because.isPresent()) {
      ignored.merge(because.get(), 1L, Long::sum);
      return;
    }
    boolean isMissing = folded == null;
    missing += isMissing ? 1 : 0;
    different += isMissing ? 0 : 1;
    suspects.add(
        new Suspect(
            isMissing ? Difference.Kind.MISSING : Difference.Kind.DIFFERENT,
            text,
            keyCells(cells),
            cells,
            columns,
            xmin,
            source.age(xmin),
            folded == null ? 0 : folded.mark()));
  }

  /// The compared columns in which a row is otherwise.
  List<Difference.OfColumn> differing(List<Cell> cells, Folded folded) {
    List<Difference.OfColumn> columns = List.of();
    for (int i = 0; i < places.length; i++) {
      Cell events = folded.cells().get(places[i]);
      if (compared[i] && !Sameness.same(read.get(i), cells.get(i), events)) {
        columns = columns.isEmpty() ? new ArrayList<>() : columns;
        columns.add(
            new Difference.OfColumn(
                read.get(i).name(),
                text(cells.get(i)),
                events instanceof Cell.Unchanged ? "(not known)" : text(events)));
      }
    }
    return columns;
  }

  private Optional<String> because(
      List<Cell> cells, @Nullable Folded folded, List<Difference.OfColumn> columns) {
    if (ignores.isEmpty()) {
      return Optional.empty();
    }
    Row now = row(cells);
    return folded == null
        ? ignores.made(now)
        : ignores.changed(
            row(folded), now, columns.stream().map(Difference.OfColumn::column).toList());
  }

  private void extra(String text, Folded folded) {
    rows++;
    Row row = row(folded);
    Optional<String> because = ignores.isEmpty() ? Optional.empty() : ignores.gone(row);
    if (because.isPresent()) {
      ignored.merge(because.get(), 1L, Long::sum);
      return;
    }
    extra++;
    suspects.add(
        new Suspect(
            Difference.Kind.EXTRA,
            text,
            plan.table().key().isEmpty() ? comparedCells(row) : row.only(plan.table().key()),
            null,
            List.of(),
            0,
            0,
            folded.mark()));
  }

  List<Suspect> suspects() {
    return suspects.all();
  }

  TablePlan plan() {
    return plan;
  }

  /// @param differences the suspects with their histories, the first one first
  TableProof result(List<Difference> differences, int samples) {
    return new TableProof(
        id,
        rows,
        equal,
        different,
        missing,
        extra,
        ignored,
        List.copyOf(plan.compared()),
        plan.notCovered(),
        0,
        differences.stream().limit(samples).toList(),
        differences.stream().findFirst());
  }

  private String key(List<Cell> cells) {
    Map<String, Cell> of = new HashMap<>();
    for (int column : key) {
      of.put(read.get(column).name(), cells.get(column));
    }
    return RowImage.key(plan.table().key(), new Row(of)).orElseThrow();
  }

  private Row keyCells(List<Cell> cells) {
    Row row = row(cells);
    return key.length == 0 ? comparedCells(row) : row.only(plan.table().key());
  }

  private Row comparedCells(Row row) {
    return row.only(List.copyOf(plan.compared()));
  }

  private Row row(List<Cell> cells) {
    Map<String, Cell> of = new LinkedHashMap<>();
    for (int i = 0; i < places.length; i++) {
      of.put(read.get(i).name(), cells.get(i));
    }
    return new Row(of);
  }

  private Row row(Folded folded) {
    Map<String, Cell> of = new LinkedHashMap<>();
    for (int i = 0; i < places.length; i++) {
      of.put(read.get(i).name(), folded.cells().get(places[i]));
    }
    return new Row(of);
  }

  private static String text(Cell cell) {
    return cell instanceof Cell.Value(String value) ? "'" + value + "'" : cell.toString();
  }

  /// Rows that nothing tells apart but what is in them: as many of each are there, or not.
  private final class KeylessRows {

    private final Map<List<Cell>, List<Folded>> left = new HashMap<>();

    KeylessRows(FoldedRows folded) {
      folded.forEach(
          id,
          (_, row) ->
              left.computeIfAbsent(
                      contents(place -> row.cells().get(places[place])), _ -> new ArrayList<>())
                  .add(row));
    }

    private List<Cell> contents(java.util.function.IntFunction<Cell> cell) {
      List<Cell> contents = new ArrayList<>();
      for (int i = 0; i < places.length; i++) {
        if (compared[i]) {
          contents.add(Sameness.plain(cell.apply(i)));
        }
      }
      return contents;
    }

    void compare(SourceSnapshot source, RowReader reader) throws SQLException {
      reader.read(
          source.rows(),
          (cells, xmin) -> {
            List<Folded> same = left.get(contents(cells::get));
            Folded one = same == null || same.isEmpty() ? null : same.removeLast();
            TableComparison.this.compare(source, "", cells, xmin, one);
          });
      left.values().forEach(rows -> rows.forEach(row -> extra("", row)));
    }
  }
}
