package afterimage.capture.discover;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A root and the tables that belong to it; or one table as a stream of its own.
///
/// @param stream the name of the stream type
/// @param isTable whether the whole table is one stream
/// @param members in the order in which the mapping must name them
/// @param isReference whether others refer to it, and it to nobody
record Aggregate(
    String stream, Table root, boolean isTable, Map<TableId, Member> members, boolean isReference) {

  /// @param by the columns that hold the key of `of`
  /// @param isDirect whether `of` is the root
  record Member(Table table, TableId of, List<String> by, boolean isDirect) {
    Member {
      by = List.copyOf(by);
    }
  }

  Aggregate {
    members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  String id() {
    return isTable
        ? stream
        : stream
            + "-"
            + String.join("/", root.key().stream().map(column -> "{" + column + "}").toList());
  }
}
