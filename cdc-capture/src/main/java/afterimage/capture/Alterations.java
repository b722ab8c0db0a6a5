package afterimage.capture;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Position;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.SchemaChange;
import afterimage.capture.sink.Checkpoint;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.SchemaEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What happened to the columns of captured tables since changes were last read.
///
/// @param added columns that every row has now, by the mapping that reads their table
/// @param unknown what may have altered rows in a way that cannot be said, in words
/// @param isAny whether the tables are other than the checkpoint says
record Alterations(List<Added> added, List<String> unknown, boolean isAny) {

  record Added(Mapping mapping, SchemaChange.ColumnsAdded columns) {}

  Alterations {
    added = List.copyOf(added);
    unknown = List.copyOf(unknown);
  }

  static Alterations since(Checkpoint checkpoint, List<Mapping> mappings, Catalog catalog) {
    List<Added> added = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Mapping mapping : mappings) {
      for (TableId id : mapping.tables()) {
        Table was = checkpoint.catalog().table(id).orElse(null);
        Table is = catalog.table(id).orElse(null);
        if (was == null || is == null) {
          continue;
        }
        switch (SchemaChange.of(was, is, column -> restores(mapping, id, column))) {
          case SchemaChange.None() -> {}
          case SchemaChange.ColumnsAdded columns -> added.add(new Added(mapping, columns));
          case SchemaChange.Unknown(List<String> differences) ->
              differences.forEach(difference -> unknown.add("%s: %s".formatted(id, difference)));
        }
      }
    }
    return new Alterations(
        added, unknown, !checkpoint.catalog().equals(captured(mappings, catalog)));
  }

  /// The tables of a database that mappings read.
  static Catalog captured(List<Mapping> mappings, Catalog catalog) {
    Map<TableId, Table> tables = new TreeMap<>();
    for (Mapping mapping : mappings) {
      for (TableId id : mapping.tables()) {
        catalog.table(id).ifPresent(table -> tables.put(id, table));
      }
    }
    return new Catalog(tables);
  }

  private static boolean restores(Mapping mapping, TableId table, String column) {
    return mapping.events().stream()
        .flatMap(event -> event.restore(table).stream())
        .anyMatch(rule -> rule.set().containsKey(column));
  }

  /// @param at when it was seen
  List<DerivedEvent> events(Checkpoint checkpoint, Instant at) {
    return added.stream()
        .map(
            one ->
                SchemaEvents.event(
                    one.columns(),
                    checkpoint.generation(),
                    one.mapping(),
                    0,
                    new Position(checkpoint.end(), 0),
                    at))
        .toList();
  }
}
