package afterimage.capture.doctor;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Who writes here beside the application, as far as the server shows it. What such writers mean is
/// in no mapping, and no intent goes with it.
final class WriterChecks {

  private final Query query;

  WriterChecks(Query query) {
    this.query = query;
  }

  List<Finding> findings() throws SQLException {
    List<Finding> findings = new ArrayList<>();
    List<String> sessions =
        query.rows(
            """
            SELECT DISTINCT format('%s (%s)', usename,
                     CASE coalesce(application_name, '') WHEN '' THEN 'no application_name'
                          ELSE application_name END)
            FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL
              AND backend_type = 'client backend'
            ORDER BY 1 LIMIT 20
            """,
            row -> row.getString(1));
    if (sessions.size() > 1) {
      findings.add(
          Finding.note(
              "writers",
              "%d logins and programs are connected now: %s"
                  .formatted(sessions.size(), String.join(", ", sessions)),
              "Ask of each whether it writes, and what that means; capture cannot tell them apart"));
    }
    List<String> subscriptions =
        query.rows(
            """
            SELECT coalesce(s.subname::text, 'apply worker') FROM pg_stat_subscription s
            WHERE s.pid IS NOT NULL
            """,
            row -> row.getString(1));
    if (!subscriptions.isEmpty()) {
      findings.add(
          Finding.note(
              "writers",
              "rows come in by logical replication (%s): they look like the application's"
                  .formatted(String.join(", ", subscriptions))));
    }
    List<String> jobs =
        query.rows(
            "SELECT extname::text FROM pg_extension WHERE extname IN ('pg_cron', 'pg_partman', 'timescaledb', 'pgagent', 'postgres_fdw', 'dblink')",
            row -> row.getString(1));
    if (!jobs.isEmpty()) {
      findings.add(
          Finding.note(
              "writers",
              "extensions that write by themselves, or for others, are installed: %s"
                  .formatted(String.join(", ", jobs)),
              "Look at their jobs: what they change comes without an intent"));
    }
    return findings;
  }
}
