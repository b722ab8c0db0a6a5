package afterimage.capture.source;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.replication.LogSequenceNumber;

/// What the tables held where a new slot starts: every transaction that committed before `start` is
/// in it, and the slot brings every one that committed after. It can be taken up by readers until
/// it is closed.
///
/// @param connection that made the slot; the server drops the snapshot at its next command
public record ExportedSnapshot(LogSequenceNumber start, String name, Connection connection)
    implements AutoCloseable {

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It has ended by itself, and the snapshot with it: whoever needed it says so.
      return;
    }
  }
}
