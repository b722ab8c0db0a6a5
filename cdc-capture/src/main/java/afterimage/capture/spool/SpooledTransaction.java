package afterimage.capture.spool;

import afterimage.capture.change.LogEntry;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import org.postgresql.replication.LogSequenceNumber;

/// What one committed transaction did to the captured tables, whole, where it is too much for
/// memory. On disk until it is closed.
///
/// @param transaction the source's transaction id
/// @param commit the LSN at the end of its commit record
public record SpooledTransaction(
    long transaction, LogSequenceNumber commit, Instant committedAt, EntrySpool spool)
    implements AutoCloseable {

  /// Its changes and messages in order, from the first on; may be asked for again.
  public Iterator<LogEntry> entries() {
    return spool.read();
  }

  /// How many rows it changed.
  public long changes() {
    return spool.changes();
  }

  /// Whether it emitted logical messages.
  public boolean hasMessages() {
    return spool.entries() > spool.changes();
  }

  /// What it did to which tables.
  public Set<EntrySpool.Kind> kinds() {
    return spool.kinds();
  }

  @Override
  public void close() {
    spool.close();
  }
}
