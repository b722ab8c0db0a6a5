package afterimage.capture.proof;

import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.translate.FoldedRows;
import afterimage.capture.translate.FoldedRows.Folded;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Goes through the events once more for the rows that differ, to say from which transaction on
/// they do.
final class History {

  private final List<TableComparison> tables;
  private final Mapping mapping;
  private final Map<TableId, Map<String, Trace>> traces = new LinkedHashMap<>();
  private final Map<Integer, LogSequenceNumber> commits = new HashMap<>();
  private final Set<Trace> touched = new LinkedHashSet<>();

  /// @param tables of one mapping
  History(List<TableComparison> tables, Mapping mapping) {
    this.tables = tables;
    this.mapping = mapping;
    for (TableComparison table : tables) {
      Map<String, Trace> of = new LinkedHashMap<>();
      table.suspects().forEach(suspect -> of.put(suspect.key(), new Trace(table, suspect)));
      if (!of.isEmpty()) {
        traces.put(table.plan().table().id(), of);
      }
    }
  }

  /// @param kept what capture kept as unexplained, by table and key
  /// @return by table, the first that went wrong first
  Map<TableId, List<Difference>> differences(StoredEvents events, KeptChanges kept) {
    if (!traces.isEmpty()) {
      follow(events);
    }
    Map<TableId, List<Difference>> differences = new HashMap<>();
    traces.forEach(
        (table, of) ->
            differences.put(
                table,
                of.values().stream()
                    .map(trace -> trace.difference(kept.first(trace.table.plan(), trace.suspect)))
                    .sorted(BY_PLACE)
                    .toList()));
    return differences;
  }

  private static final Comparator<Difference> BY_PLACE =
      Comparator.comparing(
          difference ->
              difference.since().from().orElse(LogSequenceNumber.valueOf(Long.MAX_VALUE)));

  private void follow(StoredEvents events) {
    Set<TableId> whole = new LinkedHashSet<>();
    for (TableComparison table : tables) {
      if (table.plan().whole()) {
        whole.add(table.plan().table().id());
      }
    }
    FoldedRows folded =
        new FoldedRows(
            mapping,
            (table, key) -> {
              Map<String, Trace> of = traces.get(table);
              return of != null && (whole.contains(table) || of.containsKey(key));
            });
    Transactions transactions = new Transactions(folded);
    events.trace(
        mapping.name(),
        (stream, type, data, commit, transaction) -> {
          transactions.at(commit, transaction);
          folded.apply(stream, type, data);
          traces.forEach(
              (table, of) -> {
                for (String key : folded.touched(table)) {
                  Trace trace = of.get(key);
                  if (trace != null) {
                    touched.add(trace);
                  }
                }
              });
        });
    transactions.end();
  }

  /// Looks at the rows after each transaction.
  private final class Transactions {
    private final FoldedRows folded;
    private @Nullable SourceTransaction current;

    Transactions(FoldedRows folded) {
      this.folded = folded;
    }

    void at(long commit, long transaction) {
      if (current == null || current.commit().asLong() != commit) {
        end();
        current = new SourceTransaction(transaction, LogSequenceNumber.valueOf(commit));
        commits.put((int) transaction, current.commit());
      }
    }

    void end() {
      if (current != null) {
        for (Trace trace : touched) {
          trace.after(current, folded.get(trace.table.plan().table().id(), trace.suspect.key()));
        }
      }
      touched.clear();
    }
  }

  /// What is learnt of one row.
  private final class Trace {
    private final TableComparison table;
    private final Suspect suspect;
    private @Nullable SourceTransaction first;
    private @Nullable SourceTransaction last;
    private @Nullable SourceTransaction writer;
    private @Nullable SourceTransaction right;
    private @Nullable SourceTransaction left;

    Trace(TableComparison table, Suspect suspect) {
      this.table = table;
      this.suspect = suspect;
    }

    void after(SourceTransaction transaction, @Nullable Folded row) {
      first = first == null ? transaction : first;
      last = transaction;
      if (suspect.source() != null && (int) transaction.id() == suspect.xmin()) {
        writer = transaction;
      }
      boolean isRight =
          suspect.source() == null
              ? row == null
              : row != null && table.differing(suspect.source(), row).isEmpty();
      if (isRight) {
        right = transaction;
        left = null;
      } else if (right != null && left == null) {
        left = transaction;
      }
    }

    Difference difference(@Nullable Divergence kept) {
      return new Difference(
          table.plan().table().id(),
          suspect.kind(),
          suspect.keyCells(),
          suspect.columns(),
          kept == null ? divergence() : kept);
    }

    private Divergence divergence() {
      if (suspect.source() != null && writer == null) {
        return new Divergence.Untold(suspect.xmin(), commits.get(suspect.xmin()), last);
      }
      if (left != null && right != null) {
        return new Divergence.Left(left, right);
      }
      if (writer != null) {
        return new Divergence.ToldOtherwise(writer, first);
      }
      // Only rows that events made are gone, so that one of them was the last.
      return new Divergence.NotGone(java.util.Objects.requireNonNull(last));
    }
  }
}
