package afterimage.capture.mapping;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which columns a mapping's events give back, and which are lost.
///
/// @param tables by their names
public record Coverage(Map<TableId, OfTable> tables) {

  /// What becomes of a column.
  public sealed interface Fate {}

  /// These events restore it.
  public record Restored(List<String> events) implements Fate {}

  /// It names the stream.
  public record Key() implements Fate {}

  public record Ignored(String because) implements Fate {}

  /// No event restores it: what it says is lost.
  public record Lost() implements Fate {}

  /// @param columns in the table's order
  /// @param unread the operations that no pattern and no ignore rule reads
  public record OfTable(Map<String, Fate> columns, List<Operation> unread) {}

  public Coverage {
    tables = new TreeMap<>(tables);
  }

  public static Coverage of(Mapping mapping) {
    Map<TableId, OfTable> tables = new TreeMap<>();
    mapping
        .catalog()
        .forEach(
            (id, table) ->
                mapping.streamOf(id).ifPresent(type -> tables.put(id, of(mapping, type, table))));
    return new Coverage(tables);
  }

  /// The columns that are lost, as `schema.table.column`.
  public List<String> lost() {
    List<String> lost = new ArrayList<>();
    tables.forEach(
        (id, table) ->
            table
                .columns()
                .forEach(
                    (column, fate) -> {
                      if (fate instanceof Lost) {
                        lost.add(id + "." + column);
                      }
                    }));
    return lost;
  }

  private static OfTable of(Mapping mapping, StreamType type, Table table) {
    Map<String, Fate> columns = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      columns.put(column.name(), fate(mapping, type, table.id(), column.name()));
    }
    List<Operation> unread = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      if (operation != Operation.FOUND && !isRead(mapping, table.id(), operation)) {
        unread.add(operation);
      }
    }
    return new OfTable(columns, unread);
  }

  private static Fate fate(Mapping mapping, StreamType type, TableId table, String column) {
    for (IgnoreRule rule : mapping.ignored(table)) {
      if (rule instanceof IgnoreRule.Columns(_, var columns, String because)
          && columns.contains(column)) {
        return new Ignored(because);
      }
    }
    List<String> events =
        mapping.events().stream()
            .filter(event -> event.restored(table).contains(column))
            .map(EventType::name)
            .toList();
    if (type.tables().getOrDefault(table, List.of()).contains(column)) {
      return new Key();
    }
    return events.isEmpty() ? new Lost() : new Restored(events);
  }

  private static boolean isRead(Mapping mapping, TableId table, Operation operation) {
    boolean byPattern =
        mapping.patterns().stream()
            .anyMatch(
                pattern ->
                    pattern.isOn(table, operation)
                        || pattern.also().stream()
                            .anyMatch(
                                also ->
                                    also.table().equals(table) && also.operation() == operation));
    return byPattern
        || mapping.ignored(table).stream()
            .anyMatch(
                rule ->
                    rule instanceof IgnoreRule.Changes changes && changes.operation() == operation);
  }
}
