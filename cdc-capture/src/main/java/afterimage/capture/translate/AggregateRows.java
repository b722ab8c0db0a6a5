package afterimage.capture.translate;

import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.StreamType;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The remembered rows of the aggregates that a transaction touches, as they are after the change
/// at
/// hand. What was known before is asked for once, and only for what is read.
final class AggregateRows {

  private final KnownRows known;
  private final Consumer<RowImage> found;
  private final Map<Group, Map<String, RowImage>> touched = new LinkedHashMap<>();
  private final Map<Group, Map<String, Row>> loaded = new HashMap<>();
  private final Map<TableId, Map<String, RowImage>> byKey = new HashMap<>();
  private final Set<TableId> emptied = new HashSet<>();

  AggregateRows(KnownRows known) {
    this(known, _ -> {});
  }

  /// @param found is told of each row that is found by its key
  AggregateRows(KnownRows known, Consumer<RowImage> found) {
    this.known = known;
    this.found = found;
  }

  void put(StreamId stream, TableId table, String key, Row row) {
    note(new RowImage(stream, table, key, Optional.of(row)));
  }

  void remove(StreamId stream, TableId table, String key) {
    note(new RowImage(stream, table, key, Optional.empty()));
  }

  /// Takes note of a table that was emptied: no aggregate has rows of it any more.
  void empty(TableId table) {
    emptied.add(table);
    touched.keySet().removeIf(group -> group.table.equals(table));
    loaded.keySet().removeIf(group -> group.table.equals(table));
    byKey.remove(table);
  }

  /// The row with a key. One that this transaction deleted is found without its cells, so that what
  /// belonged to it still finds its stream.
  Optional<RowImage> find(TableId table, String key) {
    Optional<RowImage> image = Optional.ofNullable(byKey.getOrDefault(table, Map.of()).get(key));
    if (image.isEmpty() && !emptied.contains(table)) {
      image = known.row(table, key);
    }
    image.ifPresent(found);
    return image;
  }

  /// Takes a row out of the aggregate that it is in, if that is another one than this: one that
  /// belongs to a row that moved has gone with it, unnoticed.
  void leave(StreamId other, TableId table, String key) {
    find(table, key)
        .filter(image -> image.row().isPresent() && !image.stream().equals(other))
        .ifPresent(image -> remove(image.stream(), table, key));
  }

  /// The rows of a table in an aggregate, in the order of their keys.
  List<Row> of(StreamType type, StreamId stream, TableId table) {
    return type.isTable()
        ? all(table).stream().flatMap(image -> image.row().stream()).toList()
        : List.copyOf(load(new Group(stream, table)).values());
  }

  /// All rows of a table, by their streams and keys.
  List<RowImage> all(TableId table) {
    Map<Address, RowImage> rows = new TreeMap<>();
    if (!emptied.contains(table)) {
      known.all(table).forEach(image -> rows.put(new Address(image.stream(), image.key()), image));
    }
    touched.forEach(
        (group, images) -> {
          if (group.table.equals(table)) {
            images.forEach((key, image) -> rows.put(new Address(group.stream, key), image));
          }
        });
    rows.values().removeIf(image -> image.row().isEmpty());
    return new ArrayList<>(rows.values());
  }

  List<RowImage> touched() {
    return touched.isEmpty()
        ? List.of()
        : touched.values().stream().flatMap(images -> images.values().stream()).toList();
  }

  /// What [#find] knows to be gone.
  List<RowImage> gone() {
    return byKey.values().stream()
        .flatMap(images -> images.values().stream())
        .filter(image -> image.row().isEmpty())
        .toList();
  }

  private void note(RowImage image) {
    Group group = new Group(image.stream(), image.table());
    touched.computeIfAbsent(group, _ -> new LinkedHashMap<>()).put(image.key(), image);
    byKey.computeIfAbsent(image.table(), _ -> new HashMap<>()).put(image.key(), image);
    Map<String, Row> rows = loaded.get(group);
    if (rows != null) {
      put(rows, image);
    }
  }

  private Map<String, Row> load(Group group) {
    Map<String, Row> rows = loaded.get(group);
    if (rows == null) {
      rows = new TreeMap<>();
      List<RowImage> before =
          emptied.contains(group.table) ? List.of() : known.of(group.stream, group.table);
      for (RowImage image : before) {
        put(rows, image);
      }
      for (RowImage image : touched.getOrDefault(group, Map.of()).values()) {
        put(rows, image);
      }
      loaded.put(group, rows);
    }
    return rows;
  }

  private static void put(Map<String, Row> rows, RowImage image) {
    if (image.row().isPresent()) {
      rows.put(image.key(), image.row().get());
    } else {
      rows.remove(image.key());
    }
  }

  private record Group(StreamId stream, TableId table) {}

  private record Address(StreamId stream, String key) implements Comparable<Address> {
    @Override
    public int compareTo(Address other) {
      int byStream = stream.compareTo(other.stream);
      return byStream != 0 ? byStream : key.compareTo(other.key);
    }
  }
}
