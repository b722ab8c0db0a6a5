package afterimage.store.projection;

import java.sql.Connection;
import java.sql.SQLException;

/// Keeps appends from an inline projection while it is swapped: they share a lock until they
/// commit, and the swap takes it alone. So whatever is committed when the swap has it is in the
/// old tables, and whatever is not goes into the new ones.
final class InlineGate {

  private InlineGate() {}

  static void share(Connection connection, String name) throws SQLException {
    Stage.execute(connection, "SELECT pg_advisory_xact_lock_shared(" + key(name) + ")");
  }

  static void close(Connection connection, String name) throws SQLException {
    Stage.execute(connection, "SELECT pg_advisory_xact_lock(" + key(name) + ")");
  }

  private static String key(String name) {
    return "hashtextextended('afterimage inline " + name + "', 0)";
  }
}
