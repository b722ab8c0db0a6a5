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
import org.jspecify.annotations.Nullable;

/// The remembered rows of the aggregates that a transaction touches, as they are after the change
/// at
/// hand. What was known before is asked for once, and only for what is read.
final class AggregateRows {

  private final KnownRows known;
  private final Consumer<RowImage> found;
  private final Map<Group, Map<String, RowImage>> touched = new LinkedHashMap<>(0);
  private final Map<Group, Map<String, Row>> loaded = new HashMap<>(0);
  private final Map<TableId, Map<String, RowImage>> byKey = new HashMap<>(0);
  private int indexed;
  private final Set<TableId> emptied = new HashSet<>(0);
  private final List<Step> steps = new ArrayList<>(0);
  private int place;

  AggregateRows(KnownRows known) {
    this(known, _ -> {});
  }

  /// @param found is told of each row that is found by its key
  AggregateRows(KnownRows known, Consumer<RowImage> found) {
    this.known = known;
    this.found = found;
  }

  /// What one change did to the rows, to be done again.
  ///
  /// @param image null if the table was emptied
  private record Step(int place, TableId table, @Nullable RowImage image) {}

  /// Says which change of the transaction is at hand, from 0.
  void at(int place) {
    this.place = place;
  }

  /// Does what the changes up to a place did to other rows.
  ///
  /// @param from how much was done already
  /// @return how much is done now
  int replay(int from, int upTo, AggregateRows other) {
    int next = from;
    while (next < steps.size() && steps.get(next).place <= upTo) {
      Step step = steps.get(next++);
      if (step.image == null) {
        other.leaveNone(step.table);
      } else {
        other.take(step.image);
      }
    }
    return next;
  }

  void put(StreamId stream, TableId table, String key, Row row) {
    note(new RowImage(stream, table, key, Optional.of(row)));
  }

  void remove(StreamId stream, TableId table, String key) {
    note(new RowImage(stream, table, key, Optional.empty()));
  }

  /// Takes note of a table that was emptied: no aggregate has rows of it any more.
  void empty(TableId table) {
    steps.add(new Step(place, table, null));
    leaveNone(table);
  }

  private void leaveNone(TableId table) {
    emptied.add(table);
    touched.keySet().removeIf(group -> group.table.equals(table));
    loaded.keySet().removeIf(group -> group.table.equals(table));
  }

  /// The row with a key. One that this transaction deleted is found without its cells, so that what
  /// belonged to it still finds its stream.
  Optional<RowImage> find(TableId table, String key) {
    index();
    Map<String, RowImage> of = byKey.get(table);
    Optional<RowImage> image = of == null ? Optional.empty() : Optional.ofNullable(of.get(key));
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

  /// Few transactions ask for a row by its key, so it is known only once one does.
  private void index() {
    for (; indexed < steps.size(); indexed++) {
      Step step = steps.get(indexed);
      if (step.image == null) {
        byKey.remove(step.table);
      } else {
        byKey.computeIfAbsent(step.table, _ -> new HashMap<>()).put(step.image.key(), step.image);
      }
    }
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
    List<RowImage> images = new ArrayList<>(touched.size());
    touched.values().forEach(of -> images.addAll(of.values()));
    return images;
  }

  /// What [#find] knows to be gone.
  List<RowImage> gone() {
    index();
    return byKey.values().stream()
        .flatMap(images -> images.values().stream())
        .filter(image -> image.row().isEmpty())
        .toList();
  }

  private void note(RowImage image) {
    steps.add(new Step(place, image.table(), image));
    take(image);
  }

  private void take(RowImage image) {
    Group group = new Group(image.stream(), image.table());
    touched.computeIfAbsent(group, _ -> new LinkedHashMap<>(2)).put(image.key(), image);
    Map<String, Row> rows = loaded.isEmpty() ? null : loaded.get(group);
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
