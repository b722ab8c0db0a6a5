package afterimage.capture.change;

/// One change of one row, or the emptying of a table.
public sealed interface RowChange {

  TableId table();

  Position position();

  record Inserted(TableId table, Position position, Row row) implements RowChange {}

  /// A changed key included: then `old` knows the key as it was.
  record Updated(TableId table, Position position, OldRow old, Row row) implements RowChange {}

  record Deleted(TableId table, Position position, OldRow old) implements RowChange {}

  record Truncated(TableId table, Position position) implements RowChange {}

  /// `insert`, `update`, `delete` or `truncate`.
  default String operation() {
    return switch (this) {
      case Inserted _ -> "insert";
      case Updated _ -> "update";
      case Deleted _ -> "delete";
      case Truncated _ -> "truncate";
    };
  }
}
