package afterimage.capture.doctor;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// Who runs the server. On a managed one some settings and rights are given in another way.
enum Platform {
  RDS(
      "Amazon RDS or Aurora",
      "rds_superuser",
      "set rds.logical_replication = 1 in the parameter group, and reboot",
      "GRANT rds_replication TO %s"),
  CLOUD_SQL(
      "Google Cloud SQL",
      "cloudsqlsuperuser",
      "set the flag cloudsql.logical_decoding = on, and restart",
      "ALTER ROLE %s REPLICATION"),
  AZURE(
      "Azure Database for PostgreSQL",
      "azure_pg_admin",
      "set the server parameter wal_level = logical, and restart",
      "ALTER ROLE %s REPLICATION"),
  SUPABASE("Supabase", "supabase_admin", "it is logical by default", "ALTER ROLE %s REPLICATION"),
  NEON(
      "Neon",
      "neon_superuser",
      "switch on logical replication in the project's settings",
      "ALTER ROLE %s REPLICATION"),
  OWN("self-managed", "", "", "ALTER ROLE %s REPLICATION");

  final String words;
  private final String role;
  final String walLevel;
  private final String replication;

  Platform(String words, String role, String walLevel, String replication) {
    this.words = words;
    this.role = role;
    this.walLevel = walLevel;
    this.replication = replication;
  }

  /// Told by a role that only that platform has.
  static Platform of(Query query) throws SQLException {
    Set<String> roles =
        Set.copyOf(query.rows("SELECT rolname::text FROM pg_roles", row -> row.getString(1)));
    return List.of(values()).stream()
        .filter(platform -> roles.contains(platform.role))
        .findFirst()
        .orElse(OWN);
  }

  String replication(String quotedUser) {
    return replication.formatted(quotedUser);
  }
}
