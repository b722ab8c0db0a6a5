package afterimage.capture.catalog;

import afterimage.capture.change.TableId;
import java.util.List;
import java.util.Optional;

/// A table as it is now.
///
/// @param oid a table that was dropped and made again has another
/// @param key the columns of the primary key, in its order; empty if it has none
/// @param identity the columns that PostgreSQL logs of the old row, unless it logs all
public record Table(
    TableId id,
    long oid,
    List<Column> columns,
    List<String> key,
    ReplicaIdentity replicaIdentity,
    List<String> identity) {

  public Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    identity = List.copyOf(identity);
  }

  public Optional<Column> column(String name) {
    for (Column column : columns) {
      if (column.name().equals(name)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }
}
