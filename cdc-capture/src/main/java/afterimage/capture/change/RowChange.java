package afterimage.capture.change;

/// One change of one row, or the emptying of a table.
public sealed interface RowChange extends LogEntry {

  TableId table();

  /// A row that was there when capture began. Nothing is known of how it came to be.
  record Found(TableId table, Position position, Row row) implements RowChange {}

  record Inserted(TableId table, Position position, Row row) implements RowChange {}

  /// A changed key included: then `old` knows the key as it was.
  record Updated(TableId table, Position position, OldRow old, Row row) implements RowChange {}

  record Deleted(TableId table, Position position, OldRow old) implements RowChange {}

  record Truncated(TableId table, Position position) implements RowChange {}

  /// `found`, `insert`, `update`, `delete` or `truncate`.
  default String operation() {
    return switch (this) {
      case Found _ -> "found";
      case Inserted _ -> "insert";
      case Updated _ -> "update";
      case Deleted _ -> "delete";
      case Truncated _ -> "truncate";
    };
  }

  /// What is known of the row as it was; empty for a row that was not there, or of which nothing
  /// was
  /// logged.
  default Row before() {
    return switch (this) {
      case Found _, Inserted _, Truncated _ -> Row.EMPTY;
      case Updated(_, _, var old, _) -> old.known();
      case Deleted(_, _, var old) -> old.known();
    };
  }

  /// The row as it is; empty for a row that is gone.
  default Row after() {
    return switch (this) {
      case Found(_, _, Row row) -> row;
      case Inserted(_, _, Row row) -> row;
      case Updated(_, _, _, Row row) -> row;
      case Deleted _, Truncated _ -> Row.EMPTY;
    };
  }
}
