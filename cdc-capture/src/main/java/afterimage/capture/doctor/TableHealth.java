package afterimage.capture.doctor;

import afterimage.capture.change.TableId;
import java.util.List;

/// A table as capture would see it.
///
/// @param kind `table`, `partitioned`, `unlogged`, `foreign`
/// @param key the columns of its primary key
/// @param identity what PostgreSQL logs of the row as it was, in words
/// @param rows as the statistics estimate them; -1 if unknown
/// @param bytes on disk
/// @param loses what capture will lose as it stands, in words
/// @param capturable whether it can be published once the advice is followed
public record TableHealth(
    TableId table,
    String kind,
    List<String> key,
    String identity,
    long rows,
    long bytes,
    List<String> loses,
    boolean capturable) {

  public TableHealth {
    key = List.copyOf(key);
    loses = List.copyOf(loses);
  }
}
