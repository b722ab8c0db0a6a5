package afterimage.capture.doctor;

import afterimage.capture.source.Refusal;
import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The server as a whole, and what the login may do on it.
final class ServerChecks {

  private final Database database;
  private final Query query;
  private final int version;
  private final Platform platform;
  private final List<Finding> findings = new ArrayList<>();

  ServerChecks(Database database, Query query, int version, Platform platform) {
    this.database = database;
    this.query = query;
    this.version = version;
    this.platform = platform;
  }

  List<Finding> findings() throws SQLException {
    replica();
    walLevel();
    login();
    senders();
    standbys();
    writers();
    return findings;
  }

  private void replica() throws SQLException {
    if (query.isTrue("pg_is_in_recovery()")) {
      findings.add(
          Finding.blocks(
              "server",
              "it is a read-only replica, on which no publication can be made",
              "Name the primary in --url"));
    } else if (query.setting("default_transaction_read_only").equals("on")) {
      findings.add(
          new Finding(
              Severity.BLOCKS,
              "login",
              "its transactions are read-only by default, so that no publication can be made",
              "",
              List.of("ALTER ROLE %s SET default_transaction_read_only = off".formatted(user())),
              "nothing",
              "what relies on this login not writing"));
    }
  }

  private void walLevel() throws SQLException {
    Optional<Refusal> refusal = Refusal.ofWalLevel(query.setting("wal_level"));
    if (refusal.isEmpty()) {
      return;
    }
    boolean own = platform == Platform.OWN;
    findings.add(
        new Finding(
            Severity.BLOCKS,
            "server",
            refusal.get().what(),
            own
                ? "Then restart the server"
                : "On %s: %s".formatted(platform.words, platform.walLevel),
            own ? List.of(refusal.get().sql()) : List.of(),
            "a restart; more WAL for each UPDATE and DELETE: the old key, and the names of columns",
            "what cannot bear a restart. Physical replicas stay as they are"));
  }

  private void login() throws SQLException {
    boolean may =
        query.isTrue(
                "EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND (rolreplication OR rolsuper))")
            || (platform == Platform.RDS
                && query.isTrue("pg_has_role(current_user, 'rds_replication', 'MEMBER')"));
    Refusal.ofLogin(database.user(), may)
        .ifPresent(
            refusal ->
                findings.add(
                    new Finding(
                        Severity.BLOCKS,
                        "login",
                        refusal.what(),
                        "As an administrator",
                        List.of(platform.replication(user())),
                        "nothing",
                        "nothing; the login may then read all of the log, of every database")));
    if (!query.isTrue("has_database_privilege(current_database(), 'CREATE')")) {
      findings.add(
          new Finding(
              Severity.BLOCKS,
              "login",
              "the user %s may not create a publication in %s"
                  .formatted(database.user(), database.name()),
              "As an administrator",
              List.of(
                  "GRANT CREATE ON DATABASE %s TO %s".formatted(quoted(database.name()), user())),
              "nothing",
              "nothing; the login may then create schemas too"));
    }
    if (may && !query.isTrue("pg_is_in_recovery()")) {
      replicationConnection();
    }
  }

  /// Rights are not all: the server's pg_hba.conf may refuse, or a pooler.
  private void replicationConnection() {
    try (Connection connection = database.connectForReplication()) {
      connection.isClosed();
    } catch (ServerProblem | SQLException e) {
      findings.add(
          Finding.blocks(
              "login",
              "a connection for replication is refused: %s".formatted(e.getMessage()),
              "Let pg_hba.conf admit the user to the database, and name the server itself, not a pooler"));
    }
  }

  private void senders() throws SQLException {
    int most = Integer.parseInt(query.setting("max_wal_senders"));
    int taken = query.rows("SELECT count(*) FROM pg_stat_replication", r -> r.getInt(1)).getFirst();
    if (taken >= most) {
      findings.add(
          new Finding(
              Severity.BLOCKS,
              "server",
              "no WAL sender is free: %d of %d are taken".formatted(taken, most),
              "Then restart the server",
              List.of("ALTER SYSTEM SET max_wal_senders = %d".formatted(most + 5)),
              "a restart",
              "a physical replica must have at least as many, or it stops"));
    }
  }

  private void standbys() throws SQLException {
    int standbys =
        query
            .rows(
                """
                SELECT count(*) FROM pg_stat_replication s
                WHERE NOT EXISTS (SELECT FROM pg_replication_slots l
                                  WHERE l.active_pid = s.pid AND l.slot_type = 'logical')
                """,
                row -> row.getInt(1))
            .getFirst();
    if (standbys > 0 && !query.isTrue("pg_is_in_recovery()")) {
      findings.add(
          new Finding(
              Severity.RISKS,
              "server",
              version >= 17
                  ? "it has %d standby(s); a logical slot outlives a failover only as a failover slot that is synchronized there"
                      .formatted(standbys)
                  : "it has %d standby(s); on PostgreSQL %d a logical slot does not outlive a failover"
                      .formatted(standbys, version),
              version >= 17
                  ? "On the standby: sync_replication_slots = on, hot_standby_feedback = on, a primary_slot_name, and a database name in primary_conninfo"
                  : "After a failover capture begins anew, with a baseline",
              List.of(),
              "WAL and row versions kept for the slot on the standby too",
              "with hot_standby_feedback long queries on the standby hold back vacuum on the primary"));
    }
  }

  private void writers() throws SQLException {
    List<String> open =
        query.rows(
            """
            SELECT format('pid %s of %s, for %s', pid, coalesce(usename, '?'),
                          justify_interval(date_trunc('second', now() - xact_start)))
            FROM pg_stat_activity
            WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
              AND now() - xact_start > interval '30 s'
            ORDER BY xact_start LIMIT 10
            """,
            row -> row.getString(1));
    if (!open.isEmpty()) {
      findings.add(
          new Finding(
              Severity.RISKS,
              "server",
              "a slot is made only when every open writing transaction has ended, and these are open for long: "
                  + String.join("; ", open),
              "Wait for them, or end them: SELECT pg_terminate_backend(pid)",
              List.of(),
              "nothing",
              "what a session that is ended was doing"));
    }
  }

  private String user() {
    return quoted(database.user());
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
