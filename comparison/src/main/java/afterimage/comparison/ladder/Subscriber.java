package afterimage.comparison.ladder;

import afterimage.store.EventFilter;
import afterimage.store.EventPage;
import afterimage.store.EventStore;
import afterimage.store.RecordedEvent;
import java.util.List;
import java.util.TreeSet;

/// Ships what it is told was checked out. It goes on from where it was, and looks at nothing again.
final class Subscriber {

  private final EventStore store;
  private final TreeSet<Long> checkedOut = new TreeSet<>();
  private long after;

  Subscriber(EventStore store) {
    this.store = store;
  }

  /// Takes what has come since.
  void read() {
    EventPage page;
    do {
      page = store.readAll(after, EventFilter.ALL, 100);
      page.events().forEach(this::received);
      after = page.end();
    } while (!page.last());
  }

  private void received(RecordedEvent event) {
    if (event.type().equals("CheckedOut")) {
      checkedOut.add(Long.parseLong(event.stream().value().substring("cart-".length())));
    }
  }

  /// The numbers of the carts, ascending.
  List<Long> checkedOut() {
    return List.copyOf(checkedOut);
  }
}
