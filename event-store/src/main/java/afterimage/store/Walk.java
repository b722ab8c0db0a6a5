package afterimage.store;

import afterimage.store.StreamQuery.Direction;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Reads page by page, each when the one before is used up.
final class Walk implements Iterator<RecordedEvent> {

  private static final int PAGE = 1_000;

  @FunctionalInterface
  private interface Source {
    /// Empty at the end.
    List<RecordedEvent> next();
  }

  private final Source source;
  private Iterator<RecordedEvent> page = List.<RecordedEvent>of().iterator();
  private boolean over;

  private Walk(Source source) {
    this.source = source;
  }

  static Stream<RecordedEvent> of(EventStore store, StreamQuery query) {
    return stream(new StreamPages(store, query));
  }

  static Stream<RecordedEvent> of(EventStore store, long after, EventFilter filter) {
    return stream(new AllPages(store, after, filter, store.readablePosition()));
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && !over) {
      List<RecordedEvent> next = source.next();
      over = next.isEmpty();
      page = next.iterator();
    }
    return page.hasNext();
  }

  @Override
  public RecordedEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No more events");
    }
    return page.next();
  }

  private static Stream<RecordedEvent> stream(Source source) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new Walk(source), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  private static final class StreamPages implements Source {

    private final EventStore store;
    private StreamQuery rest;
    private boolean over;

    StreamPages(EventStore store, StreamQuery query) {
      this.store = store;
      this.rest = query;
    }

    @Override
    public List<RecordedEvent> next() {
      if (over) {
        return List.of();
      }
      List<RecordedEvent> page = store.read(rest.limit(Math.min(PAGE, rest.limit())));
      if (!page.isEmpty()) {
        long end = page.getLast().version();
        over = page.size() == rest.limit() || (!isForwards() && end == 1);
        if (!over) {
          rest = rest.from(isForwards() ? end + 1 : end - 1).limit(rest.limit() - page.size());
        }
      }
      return page;
    }

    private boolean isForwards() {
      return rest.direction() == Direction.FORWARDS;
    }
  }

  private static final class AllPages implements Source {

    private final EventStore store;
    private final EventFilter filter;
    private final long end;
    private long after;

    AllPages(EventStore store, long after, EventFilter filter, long end) {
      this.store = store;
      this.after = after;
      this.filter = filter;
      this.end = end;
    }

    @Override
    public List<RecordedEvent> next() {
      while (after < end) {
        EventPage page = store.readAll(after, filter, PAGE);
        after = page.end();
        List<RecordedEvent> events =
            page.events().stream().filter(event -> event.position() <= end).toList();
        if (!events.isEmpty()) {
          return events;
        }
      }
      return List.of();
    }
  }
}
