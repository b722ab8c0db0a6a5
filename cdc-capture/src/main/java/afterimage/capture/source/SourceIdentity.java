package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a checkpoint is a checkpoint of. If any of it is another at the next start, what lies
/// between may be lost, and going on would hide that.
///
/// @param tables the captured tables, each with its oid and replica identity, as text
public record SourceIdentity(
    String systemIdentifier,
    int timeline,
    String database,
    String slot,
    String publication,
    Map<TableId, String> tables) {

  public SourceIdentity {
    tables = Map.copyOf(tables);
  }

  static Map<TableId, String> describe(Collection<TableId> tables, Catalog catalog) {
    Map<TableId, String> described = new TreeMap<>();
    for (TableId id : tables) {
      Table table = catalog.table(id).orElseThrow();
      described.put(
          id, "oid %d, replica identity %s".formatted(table.oid(), table.replicaIdentity()));
    }
    return described;
  }

  /// One text for all tables, the same for the same tables.
  public String tablesText() {
    return new TreeMap<>(tables)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining("; "));
  }
}
