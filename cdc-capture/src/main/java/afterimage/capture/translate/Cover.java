package afterimage.capture.translate;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether events account for a change: what they do to the row as it was must give the row that it
/// became.
final class Cover implements Restoration.Rows {

  private final Table table;
  private final Set<String> settled;
  private final Row after;
  private final List<RestoredRow> rows = new ArrayList<>(1);
  private final Map<String, String> left = new LinkedHashMap<>(0);
  private final List<String> failures = new ArrayList<>(0);

  /// @param existed whether there was a row before, known or not
  /// @param before what is known of it
  /// @param after empty if it is gone
  private Cover(Plan.OfTable plan, boolean existed, Row before, Row after) {
    this.table = plan.table();
    this.settled = plan.settled();
    this.after = after;
    if (existed) {
      rows.add(RestoredRow.of(before.cells().isEmpty() ? key(after) : before.cells()));
    }
  }

  /// Of a row that was there, and of which nothing was logged, no column may be taken for its
  /// default; only its key has to stand for it.
  private Map<String, Cell> key(Row row) {
    Map<String, Cell> key = new LinkedHashMap<>();
    for (String column : table.key()) {
      Cell cell = row.cells().get(column);
      if (cell != null) {
        key.put(column, cell);
      }
    }
    return key;
  }

  /// The columns that are left over, with the reason; `*` for a row that should be gone.
  ///
  /// @param existed whether there was a row before, known or not
  static Map<String, String> left(
      Plan.OfTable plan,
      boolean existed,
      Row before,
      Row after,
      List<String> open,
      List<Match> events) {
    Cover cover = new Cover(plan, existed, before, after);
    for (Match event : events) {
      cover.apply(event);
    }
    if (after.cells().isEmpty()) {
      cover.compareGone();
    } else {
      cover.compare(open, events);
    }
    return cover.left;
  }

  private void apply(Match event) {
    String name = event.planned.event().name();
    try {
      event.restoration().apply(table, this).ifPresent(why -> failures.add(name + ": " + why));
    } catch (IllegalArgumentException e) {
      failures.add(name + ": " + e.getMessage());
    }
  }

  @Override
  public List<RestoredRow> at(Map<String, Cell> key) {
    if (rows.size() == 1) {
      return rows.getFirst().has(key) ? rows : List.of();
    }
    return rows.stream().filter(row -> row.has(key)).toList();
  }

  /// Only the row at hand matters here.
  @Override
  public @Nullable RestoredRow make(Map<String, Cell> key) {
    for (Map.Entry<String, Cell> entry : key.entrySet()) {
      Cell cell = after.cells().get(entry.getKey());
      if (cell == null || !cell.sameAs(entry.getValue())) {
        return null;
      }
    }
    RestoredRow row = RestoredRow.made(key, table);
    rows.add(row);
    return row;
  }

  private void compareGone() {
    if (rows.stream().anyMatch(RestoredRow::isThere)) {
      left.put("*", failures.isEmpty() ? "no event deletes the row" : String.join("; ", failures));
    }
  }

  private void compare(List<String> open, List<Match> events) {
    Optional<RestoredRow> row = result();
    if (row.isEmpty()) {
      String why = failures.isEmpty() ? "no event restores the row" : String.join("; ", failures);
      open.stream().filter(c -> !settled.contains(c)).forEach(column -> left.put(column, why));
      return;
    }
    Map<String, Cell> cells = row.get().cells();
    for (Map.Entry<String, Cell> entry : after.cells().entrySet()) {
      String column = entry.getKey();
      if (entry.getValue() instanceof Cell.Unchanged || settled.contains(column)) {
        continue;
      }
      Cell restored = cells.get(column);
      if (restored == null || restored instanceof Cell.Unchanged) {
        if (open.contains(column)) {
          String failure = row.get().failure(column);
          left.put(column, failure == null ? "no event restores it" : failure);
        }
      } else if (!restored.sameAs(entry.getValue())) {
        left.put(column, why(column, events));
      }
    }
  }

  /// Of several rows the one with the key of the row that it became.
  private Optional<RestoredRow> result() {
    for (RestoredRow row : rows) {
      if (row.isThere() && hasKey(row)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private boolean hasKey(RestoredRow row) {
    for (String column : table.key()) {
      Cell cell = row.cells().get(column);
      Cell became = after.cells().get(column);
      if (cell == null || became == null || !cell.sameAs(became)) {
        return false;
      }
    }
    return true;
  }

  private String why(String column, List<Match> events) {
    List<String> restoring =
        events.stream()
            .map(match -> match.planned.event())
            .filter(event -> event.restored(table.id()).contains(column))
            .map(event -> event.name())
            .distinct()
            .toList();
    return restoring.isEmpty()
        ? "no event restores it"
        : String.join(", ", restoring) + " restores another value";
  }
}
