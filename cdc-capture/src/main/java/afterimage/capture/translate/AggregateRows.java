package afterimage.capture.translate;

import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.CelValues;
import afterimage.capture.mapping.Mapping;
import afterimage.store.StreamId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The rows of the aggregates that a transaction touches, as they are after the change at hand.
final class AggregateRows {

  private final KnownRows known;
  private final Map<Address, RowImage> touched = new LinkedHashMap<>();

  AggregateRows(KnownRows known) {
    this.known = known;
  }

  /// Takes note of a change of a remembered table.
  void apply(RowChange change, StreamId stream, Mapping mapping) {
    if (!mapping.remembered().contains(change.table())) {
      return;
    }
    List<String> key = mapping.keys().getOrDefault(change.table(), List.of());
    switch (change) {
      case RowChange.Inserted(var table, _, Row row) -> put(stream, table, key, row);
      case RowChange.Updated(var table, _, var old, Row row) -> {
        Row before = old.known();
        boolean rekeyed =
            before.cells().keySet().containsAll(key) && !text(key, before).equals(text(key, row));
        put(
            stream,
            table,
            key,
            row.filledFrom(image(stream, table, text(key, rekeyed ? before : row)).orElse(before)));
        if (rekeyed) {
          remove(stream, table, text(key, before));
        }
      }
      case RowChange.Deleted(var table, _, var old) ->
          remove(stream, table, text(key, old.known()));
      case RowChange.Truncated _ -> {}
    }
  }

  /// The rows of a table in an aggregate, in the order of their keys, as values of CEL.
  List<Map<String, Object>> of(StreamId stream, TableId table) {
    Map<String, Row> rows = new TreeMap<>();
    known.of(stream, table).forEach(image -> image.row().ifPresent(r -> rows.put(image.key(), r)));
    touched.forEach(
        (address, image) -> {
          if (address.table.equals(table) && address.stream.equals(stream)) {
            image
                .row()
                .ifPresentOrElse(r -> rows.put(image.key(), r), () -> rows.remove(image.key()));
          }
        });
    return rows.values().stream().map(CelValues::of).toList();
  }

  List<RowImage> touched() {
    return List.copyOf(touched.values());
  }

  private Optional<Row> image(StreamId stream, TableId table, String key) {
    RowImage image = touched.get(new Address(stream, table, key));
    if (image != null) {
      return image.row();
    }
    return known.of(stream, table).stream()
        .filter(i -> i.key().equals(key))
        .findFirst()
        .flatMap(RowImage::row);
  }

  private void put(StreamId stream, TableId table, List<String> key, Row row) {
    String text = text(key, row);
    touched.put(
        new Address(stream, table, text), new RowImage(stream, table, text, Optional.of(row)));
  }

  private void remove(StreamId stream, TableId table, String key) {
    touched.put(
        new Address(stream, table, key), new RowImage(stream, table, key, Optional.empty()));
  }

  private static String text(List<String> key, Row row) {
    return key.stream()
        .map(
            column ->
                Objects.toString(row.cells().get(column)).replace("%", "%25").replace("|", "%7C"))
        .collect(Collectors.joining("|"));
  }

  private record Address(StreamId stream, TableId table, String key) {}
}
