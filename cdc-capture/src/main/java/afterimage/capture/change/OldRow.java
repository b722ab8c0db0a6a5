package afterimage.capture.change;

/// How much of the row as it was PostgreSQL logged. That depends on the table's replica identity.
public sealed interface OldRow {

  /// The whole row.
  record Full(Row row) implements OldRow {}

  /// The columns of the replica identity.
  record KeyOnly(Row key) implements OldRow {}

  /// Nothing: an update that left the key alone, under REPLICA IDENTITY DEFAULT.
  record NotLogged() implements OldRow {}

  /// What is known of it; an empty row if nothing is.
  default Row known() {
    return switch (this) {
      case Full(Row row) -> row;
      case KeyOnly(Row key) -> key;
      case NotLogged() -> Row.EMPTY;
    };
  }
}
