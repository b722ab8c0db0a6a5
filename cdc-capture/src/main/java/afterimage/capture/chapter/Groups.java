package afterimage.capture.chapter;

import afterimage.capture.change.LogEntry;
import afterimage.capture.spool.Codec;
import afterimage.capture.spool.Spool;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Weight;
import afterimage.capture.translate.StreamFinder;
import afterimage.store.StreamId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Which entries of a transaction must be told together. Streams are numbers here; two streams that
/// have one number, by chance or because a row moved from one to the other, are one group.
final class Groups implements AutoCloseable {

  /// The group of what may be told anywhere.
  static final long ANYWHERE = 0;

  private final SpooledTransaction transaction;

  /// A stream of each entry.
  private final Spool<Long> streams;

  private final Joined joined = new Joined();

  private Groups(SpooledTransaction transaction, Path folder) {
    this.transaction = transaction;
    this.streams = new Spool<>(folder, new OnDisk());
  }

  /// Reads the transaction once.
  ///
  /// @param store remembers rows meanwhile, and forgets them again
  static Groups of(
      SpooledTransaction transaction,
      StreamFinder finder,
      ChapterStore store,
      ChapterSize size,
      Path folder) {
    Groups groups = new Groups(transaction, folder);
    try {
      store.scratch(() -> groups.find(finder, store, size));
      return groups;
    } catch (RuntimeException | Error e) {
      groups.close();
      throw e;
    }
  }

  private void find(StreamFinder finder, ChapterStore store, ChapterSize size) {
    Iterator<LogEntry> entries = transaction.entries();
    while (entries.hasNext()) {
      List<LogEntry> some = new ArrayList<>();
      for (long weight = 0; entries.hasNext() && !size.isFull(some.size(), weight); ) {
        LogEntry entry = entries.next();
        weight += Weight.of(entry);
        some.add(entry);
      }
      StreamFinder.Found found = finder.find(some, store.rows(_ -> true));
      found.streams().forEach(this::add);
      store.remember(found.emptied(), found.rows(), found.gone());
    }
  }

  private void add(Set<StreamId> of) {
    long first = ANYWHERE;
    for (StreamId stream : of) {
      long number = number(stream);
      if (first == ANYWHERE) {
        first = number;
      } else {
        joined.join(first, number);
      }
    }
    streams.add(first);
  }

  long group(StreamId stream) {
    return joined.find(number(stream));
  }

  /// The entries with their groups, in order.
  Iterator<Part> parts() {
    Iterator<LogEntry> entries = transaction.entries();
    Iterator<Long> of = streams.read();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public Part next() {
        long stream = of.next();
        return new Part(entries.next(), true, stream == ANYWHERE ? ANYWHERE : joined.find(stream));
      }
    };
  }

  @Override
  public void close() {
    streams.close();
  }

  /// FNV-1a, but never [#ANYWHERE].
  private static long number(StreamId stream) {
    long hash = 0xcbf29ce484222325L;
    String name = stream.value();
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash == ANYWHERE ? 1 : hash;
  }

  private static final class OnDisk implements Codec<Long> {
    @Override
    public void write(Long value, DataOutputStream out) throws IOException {
      out.writeLong(value);
    }

    @Override
    public Long read(DataInputStream in) throws IOException {
      return in.readLong();
    }
  }
}
