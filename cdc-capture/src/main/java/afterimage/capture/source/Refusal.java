package afterimage.capture.source;

import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import java.util.List;
import java.util.Optional;

/// Why a source cannot be captured. Said once, for `doctor` and for the start of capture.
///
/// @param remedy a sentence
/// @param sql what an administrator may run
public record Refusal(String what, String remedy, String sql) {

  public static Optional<Refusal> ofWalLevel(String level) {
    return when(
        !level.equals("logical"),
        "wal_level is %s; capture reads the log with logical decoding".formatted(level),
        "Set wal_level = logical (ALTER SYSTEM SET wal_level = 'logical') and restart the server",
        "ALTER SYSTEM SET wal_level = 'logical'");
  }

  public static Optional<Refusal> ofLogin(String user, boolean mayReplicate) {
    String sql = "ALTER ROLE \"%s\" REPLICATION".formatted(user.replace("\"", "\"\""));
    return when(
        !mayReplicate,
        "the user %s may not replicate".formatted(user),
        "Let an administrator run " + sql,
        sql);
  }

  /// @param taken the names of the slots that there are
  public static Optional<Refusal> ofSlots(List<String> taken, int most) {
    return when(
        taken.size() >= most,
        "no replication slot is free: %d of %d are taken (%s)"
            .formatted(taken.size(), most, String.join(", ", taken)),
        "Drop one that nobody reads, or raise max_replication_slots and restart the server",
        "ALTER SYSTEM SET max_replication_slots = %d".formatted(most + 5));
  }

  /// PostgreSQL refuses UPDATE and DELETE on a published table whose rows it cannot identify: the
  /// application would fail because of us.
  public static Optional<Refusal> ofTable(Table table) {
    String sql = "ALTER TABLE %s REPLICA IDENTITY FULL".formatted(table.id().quoted());
    return when(
        table.replicaIdentity() != ReplicaIdentity.FULL && table.identity().isEmpty(),
        ("%s has no key that tells its rows apart, so that publishing it would make"
                + " UPDATE and DELETE on it fail")
            .formatted(table.id()),
        "Give it a primary key, or run " + sql,
        sql);
  }

  private static Optional<Refusal> when(boolean refused, String what, String remedy, String sql) {
    return refused ? Optional.of(new Refusal(what, remedy, sql)) : Optional.empty();
  }
}
