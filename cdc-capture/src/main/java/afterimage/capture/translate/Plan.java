package afterimage.capture.translate;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.EventType;
import afterimage.capture.mapping.IgnoreRule;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.Operation;
import afterimage.capture.mapping.OutboxTable;
import afterimage.capture.mapping.Pattern;
import afterimage.capture.mapping.StreamType;
import afterimage.capture.mapping.Trigger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The mappings, arranged by what a transaction brings: tables and messages.
final class Plan {

  private final Map<TableId, OfTable> tables = new HashMap<>();
  private final Map<TableId, OutboxTable> outbox = new HashMap<>();
  private final Map<TableId, Mapping> mappings = new HashMap<>();
  private final Map<String, List<Planned>> messages = new HashMap<>();
  private final Set<String> prefixes = new TreeSet<>();

  /// @param priority where two claim one column, the lower one gets it
  /// @param claims the columns of each table that its event restores, or else looks at
  record Planned(
      Mapping mapping,
      EventType event,
      Pattern pattern,
      int priority,
      Map<TableId, Set<String>> claims) {}

  /// @param type the aggregate that its rows belong to
  /// @param ignoredColumns with the reason
  /// @param settled columns that need no event: they are ignored, or name the stream
  /// @param tableStreams that the table as a whole is
  /// @param reads the remembered tables whose rows are looked at when one of its rows changes
  record OfTable(
      Mapping mapping,
      Table table,
      StreamType type,
      Map<Operation, List<Planned>> patterns,
      Map<Operation, List<IgnoreRule.Changes>> ignored,
      Map<String, String> ignoredColumns,
      Set<String> settled,
      boolean remembered,
      List<StreamType> tableStreams,
      Set<TableId> reads) {

    /// Whether a change of one of its rows may ask for rows that are known.
    boolean asks() {
      return remembered || !reads.isEmpty() || type.through().containsKey(table.id());
    }

    List<Planned> patterns(Operation operation) {
      return patterns.getOrDefault(operation, List.of());
    }

    List<IgnoreRule.Changes> ignored(Operation operation) {
      return ignored.getOrDefault(operation, List.of());
    }
  }

  /// @throws IllegalArgumentException if two mappings read the same table
  Plan(List<Mapping> mappings) {
    for (Mapping mapping : mappings) {
      for (TableId table : mapping.tables()) {
        Mapping other = this.mappings.put(table, mapping);
        if (other != null) {
          throw new IllegalArgumentException(
              "%s is read by two mappings, %s and %s. A table belongs to one"
                  .formatted(table, other.name(), mapping.name()));
        }
      }
      mapping.outbox().forEach(table -> outbox.put(table.table(), table));
      prefixes.addAll(mapping.prefixes());
      List<Planned> planned = planned(mapping);
      mapping
          .catalog()
          .forEach(
              (id, table) ->
                  mapping
                      .streamOf(id)
                      .ifPresent(type -> tables.put(id, ofTable(mapping, table, type, planned))));
      for (Planned one : planned) {
        if (one.pattern().trigger() instanceof Trigger.OnMessage(String prefix, _)) {
          messages.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(one);
        }
      }
    }
  }

  @Nullable OfTable table(TableId table) {
    return tables.get(table);
  }

  @Nullable OutboxTable outbox(TableId table) {
    return outbox.get(table);
  }

  @Nullable Mapping mapping(TableId table) {
    return mappings.get(table);
  }

  List<Planned> messages(String prefix) {
    return messages.getOrDefault(prefix, List.of());
  }

  /// Whether some pattern reads messages with this prefix.
  boolean reads(String prefix) {
    return prefixes.contains(prefix);
  }

  private static List<Planned> planned(Mapping mapping) {
    List<Planned> planned = new ArrayList<>();
    for (EventType event : mapping.events()) {
      for (Pattern pattern : event.patterns()) {
        Map<TableId, Set<String>> claims = new HashMap<>();
        if (pattern.trigger() instanceof Trigger.OnChange(var table, _)) {
          claims.put(table, claims(event, pattern, table));
        }
        pattern
            .also()
            .forEach(
                also ->
                    claims.computeIfAbsent(also.table(), table -> claims(event, pattern, table)));
        planned.add(new Planned(mapping, event, pattern, planned.size(), claims));
      }
    }
    return planned;
  }

  private static Set<String> claims(EventType event, Pattern pattern, TableId table) {
    return event.restore(table).isEmpty()
        ? pattern.columns()
        : new TreeSet<>(event.restored(table));
  }

  private static OfTable ofTable(
      Mapping mapping, Table table, StreamType type, List<Planned> planned) {
    Map<Operation, List<Planned>> patterns = new EnumMap<>(Operation.class);
    for (Planned one : planned) {
      if (one.pattern().trigger() instanceof Trigger.OnChange(var id, var operation)
          && id.equals(table.id())) {
        patterns.computeIfAbsent(operation, _ -> new ArrayList<>()).add(one);
      }
    }
    Map<Operation, List<IgnoreRule.Changes>> ignored = new EnumMap<>(Operation.class);
    Map<String, String> columns = new LinkedHashMap<>();
    for (IgnoreRule rule : mapping.ignored(table.id())) {
      switch (rule) {
        case IgnoreRule.Changes changes ->
            ignored.computeIfAbsent(changes.operation(), _ -> new ArrayList<>()).add(changes);
        case IgnoreRule.Columns(_, var names, String because) ->
            names.forEach(name -> columns.put(name, because));
      }
    }
    Set<String> settled = new HashSet<>(columns.keySet());
    settled.addAll(type.keyColumns(table.id()));
    return new OfTable(
        mapping,
        table,
        type,
        patterns,
        ignored,
        columns,
        settled,
        mapping.remembered().contains(table.id()),
        mapping.streams().stream()
            .filter(stream -> stream.isTable() && stream.has(table.id()))
            .toList(),
        reads(mapping, patterns.values(), ignored.values()));
  }

  private static Set<TableId> reads(
      Mapping mapping,
      Collection<List<Planned>> patterns,
      Collection<List<IgnoreRule.Changes>> ignored) {
    Set<TableId> reads = new TreeSet<>();
    for (List<Planned> of : patterns) {
      for (Planned planned : of) {
        planned
            .pattern()
            .expressions()
            .forEach(expression -> reads.addAll(expression.reads().tables()));
      }
    }
    for (List<IgnoreRule.Changes> of : ignored) {
      for (IgnoreRule.Changes rule : of) {
        if (rule.when() != null) {
          reads.addAll(rule.when().reads().tables());
        }
      }
    }
    reads.retainAll(mapping.remembered());
    return reads;
  }
}
