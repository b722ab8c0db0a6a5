package afterimage.capture.spool;

import afterimage.capture.change.LogEntry;
import afterimage.capture.change.Message;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.postgresql.replication.LogSequenceNumber;

/// Entries of one transaction on disk.
public final class EntrySpool implements AutoCloseable {

  private final Spool<LogEntry> spool;
  private final Set<Kind> kinds = new HashSet<>();
  private LogSequenceNumber commit;
  private long changes;

  /// An operation on a table, as [RowChange#operation] names it.
  public record Kind(TableId table, String operation) {}

  /// @param commit of their transaction, as far as it is known
  /// @throws SpoolProblem if nothing can be written there
  public EntrySpool(Path folder, LogSequenceNumber commit) {
    this.commit = commit;
    this.spool = new Spool<>(folder, new EntryCodec(() -> this.commit));
  }

  /// Says which commit those that are read from here on belong to.
  public void committedAt(LogSequenceNumber place) {
    commit = place;
  }

  /// @throws SpoolProblem if it cannot be written
  public void add(LogEntry entry) {
    spool.add(entry);
    switch (entry) {
      case RowChange change -> {
        changes++;
        kinds.add(new Kind(change.table(), change.operation()));
      }
      case Message _ -> {}
    }
  }

  /// How many row changes there are.
  public long changes() {
    return changes;
  }

  /// How many changes and messages there are.
  public long entries() {
    return spool.count();
  }

  /// How much there is on disk, in bytes.
  public long length() {
    return spool.length();
  }

  /// The kinds of changes that there are.
  public Set<Kind> kinds() {
    return Set.copyOf(kinds);
  }

  /// All entries from the first on.
  public Iterator<LogEntry> read() {
    return spool.read();
  }

  @Override
  public void close() {
    spool.close();
  }
}
