package afterimage.capture.translate;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.CelValues;
import afterimage.capture.mapping.Mapping;
import afterimage.store.StreamId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows of the aggregates that a transaction touches, as they are after the change at hand.
/// What was known before is asked for once, and only for an aggregate whose rows are read.
final class AggregateRows {

  private final KnownRows known;
  private final Map<Group, Map<String, RowImage>> touched = new LinkedHashMap<>();
  private final Map<Group, Map<String, Row>> loaded = new HashMap<>();
  private final Set<TableId> emptied = new HashSet<>();

  AggregateRows(KnownRows known) {
    this.known = known;
  }

  /// Takes note of a change of a remembered table.
  void apply(RowChange change, StreamId stream, Mapping mapping) {
    if (!mapping.remembered().contains(change.table())) {
      return;
    }
    List<String> key = mapping.keys().getOrDefault(change.table(), List.of());
    Group group = new Group(stream, change.table());
    switch (change) {
      case RowChange.Inserted(_, _, Row row) -> put(group, text(key, row), row);
      case RowChange.Updated(_, _, var old, Row row) -> {
        Row before = old.known();
        String now = text(key, row);
        String then = before.cells().keySet().containsAll(key) ? text(key, before) : now;
        put(group, now, whole(row.filledFrom(before), group, then));
        if (!then.equals(now)) {
          put(group, then, null);
        }
      }
      case RowChange.Deleted(_, _, var old) -> put(group, text(key, old.known()), null);
      case RowChange.Truncated _ -> {}
    }
  }

  /// Takes note of an update that took a row from one aggregate to another.
  void move(RowChange.Updated change, StreamId from, StreamId to, Mapping mapping) {
    if (!mapping.remembered().contains(change.table())) {
      return;
    }
    List<String> key = mapping.keys().getOrDefault(change.table(), List.of());
    Row before = change.old().known();
    Group left = new Group(from, change.table());
    String then = text(key, before.cells().keySet().containsAll(key) ? before : change.row());
    Row row = whole(change.row().filledFrom(before), left, then);
    put(left, then, null);
    put(new Group(to, change.table()), text(key, row), row);
  }

  /// Takes note of a table that was emptied: no aggregate has rows of it any more.
  void empty(TableId table) {
    emptied.add(table);
    touched.keySet().removeIf(group -> group.table.equals(table));
    loaded.keySet().removeIf(group -> group.table.equals(table));
  }

  /// The rows of a table in an aggregate, in the order of their keys, as values of CEL.
  List<Map<String, Object>> of(StreamId stream, TableId table) {
    return load(new Group(stream, table)).values().stream().map(CelValues::of).toList();
  }

  List<RowImage> touched() {
    return touched.values().stream().flatMap(images -> images.values().stream()).toList();
  }

  /// A TOASTed value that was not sent is as it was.
  private Row whole(Row row, Group group, String key) {
    if (row.cells().values().stream().noneMatch(Cell.Unchanged.class::isInstance)) {
      return row;
    }
    Row earlier = load(group).get(key);
    return earlier == null ? row : row.filledFrom(earlier);
  }

  private Map<String, Row> load(Group group) {
    return loaded.computeIfAbsent(
        group,
        _ -> {
          Map<String, Row> rows = new TreeMap<>();
          before(group).forEach(image -> image.row().ifPresent(row -> rows.put(image.key(), row)));
          touched
              .getOrDefault(group, Map.of())
              .forEach(
                  (key, image) ->
                      image
                          .row()
                          .ifPresentOrElse(row -> rows.put(key, row), () -> rows.remove(key)));
          return rows;
        });
  }

  private List<RowImage> before(Group group) {
    return emptied.contains(group.table) ? List.of() : known.of(group.stream, group.table);
  }

  /// @param row null if it is deleted
  private void put(Group group, String key, @Nullable Row row) {
    touched
        .computeIfAbsent(group, _ -> new LinkedHashMap<>())
        .put(key, new RowImage(group.stream, group.table, key, Optional.ofNullable(row)));
    Map<String, Row> rows = loaded.get(group);
    if (rows != null) {
      if (row == null) {
        rows.remove(key);
      } else {
        rows.put(key, row);
      }
    }
  }

  private static String text(List<String> key, Row row) {
    return key.stream()
        .map(
            column ->
                Objects.toString(row.cells().get(column)).replace("%", "%25").replace("|", "%7C"))
        .collect(Collectors.joining("|"));
  }

  private record Group(StreamId stream, TableId table) {}
}
