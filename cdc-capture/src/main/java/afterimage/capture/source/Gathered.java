package afterimage.capture.source;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.LogEntry;
import afterimage.capture.change.Message;
import afterimage.capture.change.Position;
import afterimage.capture.change.RowChange;
import afterimage.capture.spool.EntrySpool;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import afterimage.capture.spool.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// The entries of a transaction that have come so far: in memory, and from a size on all of them on
/// disk.
final class Gathered implements AutoCloseable {

  private final Spooling spooling;
  private final List<Numbered> entries = new ArrayList<>();
  private long bytes;
  private @Nullable EntrySpool spool;

  Gathered(Spooling spooling) {
    this.spooling = spooling;
  }

  /// The commit's LSN is known only at the end.
  private record Numbered(Function<Position, LogEntry> entry, int ordinal) {
    LogEntry at(LogSequenceNumber commit) {
      return entry.apply(new Position(commit, ordinal));
    }
  }

  void add(Function<Position, LogEntry> entry, int ordinal) {
    Numbered numbered = new Numbered(entry, ordinal);
    if (spool != null) {
      spool.add(numbered.at(LogSequenceNumber.INVALID_LSN));
      return;
    }
    entries.add(numbered);
    bytes += Weight.of(numbered.at(LogSequenceNumber.INVALID_LSN));
    if (entries.size() > spooling.changes() || bytes > spooling.bytes()) {
      spool = new EntrySpool(spooling.folder(), LogSequenceNumber.INVALID_LSN);
      for (Numbered one : entries) {
        spool.add(one.at(LogSequenceNumber.INVALID_LSN));
      }
      entries.clear();
    }
  }

  Assembled end(StreamElement.End end) {
    if (spool != null) {
      spool.committedAt(end.commit());
      return new Assembled.OnDisk(
          new SpooledTransaction(end.transaction(), end.commit(), end.committedAt(), spool));
    }
    List<RowChange> changes = new ArrayList<>(entries.size());
    List<Message> messages = new ArrayList<>(0);
    for (Numbered one : entries) {
      switch (one.at(end.commit())) {
        case RowChange change -> changes.add(change);
        case Message message -> messages.add(message);
      }
    }
    return new Assembled.InMemory(
        new ChangeSet(end.transaction(), end.commit(), end.committedAt(), changes, messages),
        bytes);
  }

  @Override
  public void close() {
    if (spool != null) {
      spool.close();
    }
  }
}
