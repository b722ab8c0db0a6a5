package afterimage.capture.catalog;

/// What PostgreSQL logs of a row as it was, when it is updated or deleted.
public enum ReplicaIdentity {
  /// The primary key, on delete and when it changes.
  DEFAULT,
  /// The whole row.
  FULL,
  /// The columns of a unique index.
  INDEX,
  NOTHING;

  static ReplicaIdentity of(String relreplident) {
    return switch (relreplident) {
      case "d" -> DEFAULT;
      case "f" -> FULL;
      case "i" -> INDEX;
      case "n" -> NOTHING;
      default ->
          throw new IllegalArgumentException("pg_class.relreplident is unknown: " + relreplident);
    };
  }
}
