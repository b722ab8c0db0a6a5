package afterimage.capture.translate;

import afterimage.capture.change.TableId;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Rows as translations leave them, over those that were known before.
public final class RowMemory implements KnownRows {

  private final KnownRows before;
  private final Map<TableId, Map<String, RowImage>> byKey = new HashMap<>();
  private final Map<TableId, Map<StreamId, Map<String, RowImage>>> images = new HashMap<>();
  private final Set<TableId> emptied = new HashSet<>();

  public RowMemory(KnownRows before) {
    this.before = before;
  }

  public void add(Translation translation) {
    for (TableId table : translation.emptied()) {
      emptied.add(table);
      byKey.remove(table);
      images.remove(table);
    }
    // A row that moved is gone from the one stream and there in the other, whatever comes first.
    for (RowImage image : translation.rows()) {
      if (image.row().isEmpty()) {
        put(image);
      }
    }
    for (RowImage image : translation.rows()) {
      if (image.row().isPresent()) {
        put(image);
      }
    }
  }

  public void put(RowImage image) {
    byKey.computeIfAbsent(image.table(), _ -> new HashMap<>()).put(image.key(), image);
    images
        .computeIfAbsent(image.table(), _ -> new HashMap<>())
        .computeIfAbsent(image.stream(), _ -> new TreeMap<>())
        .put(image.key(), image);
  }

  @Override
  public List<RowImage> of(StreamId stream, TableId table) {
    Map<String, RowImage> rows = new TreeMap<>();
    if (!emptied.contains(table)) {
      before.of(stream, table).forEach(image -> rows.put(image.key(), image));
    }
    rows.putAll(images.getOrDefault(table, Map.of()).getOrDefault(stream, Map.of()));
    rows.values().removeIf(image -> image.row().isEmpty());
    return new ArrayList<>(rows.values());
  }

  @Override
  public Optional<RowImage> row(TableId table, String key) {
    RowImage image = byKey.getOrDefault(table, Map.of()).get(key);
    if (image != null) {
      return image.row().isPresent() ? Optional.of(image) : Optional.empty();
    }
    return emptied.contains(table) ? Optional.empty() : before.row(table, key);
  }

  @Override
  public List<RowImage> all(TableId table) {
    Map<StreamId, Map<String, RowImage>> rows = new TreeMap<>();
    if (!emptied.contains(table)) {
      before
          .all(table)
          .forEach(
              image ->
                  rows.computeIfAbsent(image.stream(), _ -> new TreeMap<>())
                      .put(image.key(), image));
    }
    images
        .getOrDefault(table, Map.of())
        .forEach((stream, of) -> rows.computeIfAbsent(stream, _ -> new TreeMap<>()).putAll(of));
    return rows.values().stream()
        .flatMap(of -> of.values().stream())
        .filter(image -> image.row().isPresent())
        .toList();
  }
}
