package afterimage.capture.chapter;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.LogEntry;
import afterimage.capture.change.Message;
import afterimage.capture.change.RowChange;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Weight;
import afterimage.capture.translate.Chapter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/// Cuts parts of a transaction into chapters, in order. A message goes on governing in the chapters
/// after its own, up to the next one of its prefix.
final class Cut implements Iterator<Chapter> {

  private final SpooledTransaction transaction;
  private final Iterator<Part> parts;
  private final Set<String> prefixes;
  private final ChapterSize size;
  private final Map<String, Message> governing = new LinkedHashMap<>();

  /// @param prefixes of messages that some mapping reads
  Cut(
      SpooledTransaction transaction,
      Iterator<Part> parts,
      Set<String> prefixes,
      ChapterSize size) {
    this.transaction = transaction;
    this.parts = parts;
    this.prefixes = prefixes;
    this.size = size;
  }

  @Override
  public boolean hasNext() {
    return parts.hasNext();
  }

  @Override
  public Chapter next() {
    if (!parts.hasNext()) {
      throw new NoSuchElementException("The last chapter has been read");
    }
    List<RowChange> changes = new ArrayList<>();
    List<Message> messages = new ArrayList<>();
    List<Message> earlier = new ArrayList<>(governing.values());
    long weight = 0;
    while (parts.hasNext() && !size.isFull(changes.size() + messages.size(), weight)) {
      Part part = parts.next();
      weight += Weight.of(part.entry());
      switch (part.entry()) {
        case RowChange change -> changes.add(change);
        case Message message -> {
          (part.told() ? messages : earlier).add(message);
          if (prefixes.contains(message.prefix())) {
            governing.put(message.prefix(), message);
          }
        }
      }
    }
    return new Chapter(
        new ChangeSet(
            transaction.transaction(),
            transaction.commit(),
            transaction.committedAt(),
            changes,
            messages),
        earlier);
  }

  /// The whole of a transaction in order.
  static Iterator<Part> all(SpooledTransaction transaction) {
    Iterator<LogEntry> entries = transaction.entries();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public Part next() {
        return new Part(entries.next(), true, Groups.ANYWHERE);
      }
    };
  }
}
