package afterimage.capture.chapter;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.TableId;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.IdleMessage;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.Translation;
import afterimage.store.StreamId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Remembers rows in memory and lets go of the rest.
class InMemory implements ChapterStore {

  private Map<Address, RowImage> rows = new TreeMap<>();
  private Map<List<Object>, RowImage> gone = new HashMap<>();

  private record Address(TableId table, StreamId stream, String key)
      implements Comparable<Address> {
    private static final Comparator<Address> ORDER =
        Comparator.comparing(Address::table)
            .thenComparing(Address::stream)
            .thenComparing(Address::key);

    @Override
    public int compareTo(Address other) {
      return ORDER.compare(this, other);
    }
  }

  @Override
  public KnownRows rows(Predicate<StreamId> of) {
    return new KnownRows() {
      @Override
      public List<RowImage> of(StreamId stream, TableId table) {
        return where(image -> image.table().equals(table) && image.stream().equals(stream));
      }

      @Override
      public Optional<RowImage> row(TableId table, String key) {
        return where(image -> image.table().equals(table) && image.key().equals(key)).stream()
            .findFirst()
            .or(
                () ->
                    Optional.ofNullable(gone.get(List.of(table, key)))
                        .filter(image -> of.test(image.stream())));
      }

      @Override
      public List<RowImage> all(TableId table) {
        return where(image -> image.table().equals(table));
      }

      private List<RowImage> where(Predicate<RowImage> condition) {
        return rows.values().stream()
            .filter(condition)
            .filter(image -> of.test(image.stream()))
            .toList();
      }
    };
  }

  @Override
  public void remember(Set<TableId> emptied, List<RowImage> images, List<RowImage> left) {
    rows.values().removeIf(image -> emptied.contains(image.table()));
    gone.values().removeIf(image -> emptied.contains(image.table()));
    for (RowImage image : images) {
      Address address = new Address(image.table(), image.stream(), image.key());
      if (image.row().isPresent()) {
        rows.put(address, image);
      } else {
        rows.remove(address);
      }
    }
    left.forEach(image -> gone.put(List.of(image.table(), image.key()), image));
  }

  List<RowImage> remembered() {
    return List.copyOf(rows.values());
  }

  /// To be called when a transaction has ended.
  void end() {
    gone.clear();
  }

  @Override
  public void scratch(Runnable work) {
    Map<Address, RowImage> rowsBefore = new TreeMap<>(rows);
    Map<List<Object>, RowImage> goneBefore = new HashMap<>(gone);
    work.run();
    rows = rowsBefore;
    gone = goneBefore;
  }

  @Override
  public void append(Iterator<DerivedEvent> events) {}

  @Override
  public void read(Translation chapter) {}

  @Override
  public void idle(ChangeSet of, Iterator<IdleMessage> messages) {}
}
