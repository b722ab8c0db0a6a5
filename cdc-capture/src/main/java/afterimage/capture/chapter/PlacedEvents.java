package afterimage.capture.chapter;

import afterimage.capture.spool.Spool;
import afterimage.capture.translate.ChapterTranslation;
import afterimage.capture.translate.DerivedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/// Events of chapters that were not told in the order of the source, put back into it: those of one
/// chapter are in order, and all chapters are merged.
final class PlacedEvents {

  private final Spool<PlacedEvent> spool;
  private final List<Run> runs = new ArrayList<>();

  PlacedEvents(Spool<PlacedEvent> spool) {
    this.spool = spool;
  }

  private record Run(long from, long number) {}

  void add(ChapterTranslation chapter) {
    List<DerivedEvent> events = chapter.translation().events();
    if (events.isEmpty()) {
      return;
    }
    runs.add(new Run(spool.length(), events.size()));
    for (int i = 0; i < events.size(); i++) {
      spool.add(new PlacedEvent(chapter.places().get(i), events.get(i)));
    }
  }

  Iterator<DerivedEvent> inOrder() {
    PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(head -> head.next.at()));
    for (Run run : runs) {
      Iterator<PlacedEvent> events = spool.read(run.from, run.number);
      heads.add(new Head(events.next(), events));
    }
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !heads.isEmpty();
      }

      @Override
      public DerivedEvent next() {
        Head head = heads.poll();
        if (head == null) {
          throw new NoSuchElementException("The last event has been read");
        }
        if (head.rest.hasNext()) {
          heads.add(new Head(head.rest.next(), head.rest));
        }
        return head.next.event();
      }
    };
  }

  private record Head(PlacedEvent next, Iterator<PlacedEvent> rest) {}
}
