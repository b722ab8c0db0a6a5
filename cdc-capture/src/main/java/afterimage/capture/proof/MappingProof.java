package afterimage.capture.proof;

import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.translate.FoldedRows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The tables of one mapping: its events are folded slice by slice, each as large as memory allows,
/// and each slice is compared before the next one is folded.
final class MappingProof {

  /// How often an event is folded before it is asked again whether the rows still fit.
  private static final int CHECK = 1_000;

  private final Mapping mapping;
  private final StoredEvents stored;
  private final SourceSnapshot source;
  private final long memory;
  private final List<TablePlan> plans;
  private final Map<TableId, TablePlan> byTable = new HashMap<>();
  private final List<TableComparison> tables;
  private long events;
  private int parts;

  /// @param memory bytes of rows that may be held at once, roughly
  MappingProof(Mapping mapping, StoredEvents stored, SourceSnapshot source, long memory) {
    this.mapping = mapping;
    this.stored = stored;
    this.source = source;
    this.memory = memory;
    this.plans = TablePlan.of(mapping);
    plans.forEach(plan -> byTable.put(plan.table().id(), plan));
    this.tables = plans.stream().filter(TablePlan::restorable).map(TableComparison::new).toList();
  }

  void run(Consumer<String> progress) throws SQLException {
    Deque<Slice> left = new ArrayDeque<>(List.of(Slice.ALL));
    while (!left.isEmpty()) {
      Slice slice = left.pop();
      Optional<FoldedRows> folded = fold(slice);
      if (folded.isEmpty()) {
        if (slice.of() == Slice.MOST) {
          throw new ProofProblem(
              ("The rows of %s do not fit into memory, also in %d parts: a table without a primary"
                      + " key, or with rows that change theirs, can only be folded whole."
                      + " Give the JVM more memory")
                  .formatted(mapping.name(), Slice.MOST));
        }
        slice.halves().forEach(left::push);
        progress.accept(
            "%s: the rows do not fit into memory at once; in parts of 1/%d"
                .formatted(mapping.name(), slice.of() * 2));
        continue;
      }
      parts++;
      for (TableComparison table : tables) {
        table.compare(source, folded.get(), slice);
      }
      progress.accept("%s: part %d compared".formatted(mapping.name(), parts));
    }
  }

  /// @return empty if there are too many rows
  private Optional<FoldedRows> fold(Slice slice) {
    FoldedRows folded = new FoldedRows(mapping, (table, key) -> holds(slice, table, key));
    long[] count = {0};
    boolean[] fits = {true};
    stored.read(
        mapping.name(),
        (stream, type, data, commit) -> {
          folded.apply(stream, type, data, commit);
          fits[0] = ++count[0] % CHECK != 0 || folded.weight() <= memory;
          return fits[0];
        });
    events = count[0];
    return fits[0] ? Optional.of(folded) : Optional.empty();
  }

  private boolean holds(Slice slice, TableId table, String key) {
    TablePlan plan = byTable.get(table);
    return plan != null && plan.restorable() && slice.holds(table, plan.sliceKey(key));
  }

  List<TableComparison> tables() {
    return tables;
  }

  long events() {
    return events;
  }

  int parts() {
    return parts;
  }

  /// The tables of which nothing can be compared.
  List<TableProof> uncovered() throws SQLException {
    List<TableProof> uncovered = new ArrayList<>();
    for (TablePlan plan : plans) {
      if (!plan.restorable()) {
        uncovered.add(
            new TableProof(
                plan.table().id(),
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                List.of(),
                plan.notCovered(),
                count(plan.table().id()),
                List.of(),
                Optional.empty()));
      }
    }
    return uncovered;
  }

  private long count(TableId table) throws SQLException {
    try (PreparedStatement query =
            source.rows().prepareStatement("SELECT count(*) FROM " + table.quoted());
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
