package afterimage.capture.chapter;

import afterimage.capture.change.Message;
import afterimage.capture.change.Position;
import afterimage.capture.change.RowChange;
import afterimage.capture.spool.Spool;
import afterimage.capture.spool.Weight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Some groups of a transaction: their entries in order, and the messages that govern them.
final class Partition implements AutoCloseable {

  private final Spool<Part> spool;
  private final Map<String, Position> governing = new HashMap<>();
  private long weight;
  private @Nullable Part first;
  private boolean mixed;

  private Partition(Path folder, LogSequenceNumber commit) {
    this.spool = new Spool<>(folder, new Part.OnDisk(commit));
  }

  /// Deals parts out.
  ///
  /// @param prefixes of the messages that govern changes
  /// @param place of a group among the partitions, from 0
  static List<Partition> deal(
      Iterator<Part> parts,
      int number,
      ToIntFunction<Part> place,
      Set<String> prefixes,
      Path folder,
      LogSequenceNumber commit) {
    List<Partition> partitions = new ArrayList<>(number);
    try {
      for (int i = 0; i < number; i++) {
        partitions.add(new Partition(folder, commit));
      }
      Map<String, Message> latest = new HashMap<>();
      while (parts.hasNext()) {
        Part part = parts.next();
        Partition of = partitions.get(place.applyAsInt(part));
        switch (part.entry()) {
          case Message message -> {
            if (part.told()) {
              of.add(part);
            }
            if (prefixes.contains(message.prefix())) {
              latest.put(message.prefix(), message);
              if (part.told()) {
                of.governing.put(message.prefix(), message.position());
              }
            }
          }
          case RowChange _ -> {
            latest.values().forEach(message -> of.govern(message, part.group()));
            of.add(part);
          }
        }
      }
      return partitions;
    } catch (RuntimeException | Error e) {
      partitions.forEach(Partition::close);
      throw e;
    }
  }

  private void govern(Message message, long group) {
    if (!message.position().equals(governing.put(message.prefix(), message.position()))) {
      add(new Part(message, false, group));
    }
  }

  private void add(Part part) {
    spool.add(part);
    weight += Weight.of(part.entry());
    if (first == null) {
      first = part;
    }
    mixed |= part.group() != first.group();
  }

  Iterator<Part> parts() {
    return spool.read();
  }

  long entries() {
    return spool.count();
  }

  long weight() {
    return weight;
  }

  /// Whether it holds several groups.
  boolean isMixed() {
    return mixed;
  }

  @Override
  public void close() {
    spool.close();
  }
}
