package afterimage.capture.source;

import afterimage.postgres.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/// Which server it is, asked over the replication protocol: the login that captures may do that,
/// and the answer is right at once after a failover.
///
/// @param history where its timeline branched off the ones before, as the server keeps it: lines of
///     timeline, place and reason
record ServerIdentity(String systemIdentifier, int timeline, String history) {

  static ServerIdentity of(Database database) throws SQLException {
    try (Connection connection = database.connectForReplication();
        Statement statement = connection.createStatement()) {
      String system;
      int timeline;
      try (ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
        row.next();
        system = row.getString("systemid");
        timeline = row.getInt("timeline");
      }
      return new ServerIdentity(
          system, timeline, timeline == 1 ? "" : history(statement, timeline));
    }
  }

  private static String history(Statement statement, int timeline) throws SQLException {
    try (ResultSet row = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
      row.next();
      byte[] content = row.getBytes("content");
      return content == null ? "" : new String(content, StandardCharsets.UTF_8);
    }
  }

  /// Where this server's history left another timeline; empty if it never was on it.
  Optional<LogSequenceNumber> branchedFrom(int other) {
    for (String line : history.split("\n")) {
      String[] parts = line.strip().split("\\s+");
      if (parts.length >= 2 && parts[0].equals(Integer.toString(other))) {
        return Optional.of(LogSequenceNumber.valueOf(parts[1]));
      }
    }
    return Optional.empty();
  }
}
