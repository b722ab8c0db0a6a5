package afterimage.store.subscription;

import afterimage.store.EventFilter;
import afterimage.store.EventPage;
import afterimage.store.EventStore;
import afterimage.store.SessionLock;
import java.sql.Connection;
import javax.sql.DataSource;

/// A turn of a consumer outside the database. The connection holds a lock for the turn, so that of
/// several processes of one name one consumes at a time, and notes how far it has come.
final class LeasedConsumer {

  private final String name;
  private final EventFilter filter;
  private final EventConsumer consumer;
  private final EventStore store;
  private final DataSource database;
  private final int page;

  LeasedConsumer(
      String name,
      EventFilter filter,
      EventConsumer consumer,
      EventStore store,
      DataSource database,
      int page) {
    this.name = name;
    this.filter = filter;
    this.consumer = consumer;
    this.store = store;
    this.database = database;
    this.page = page;
  }

  Subscription.Turn take(long reached) throws Exception {
    return SessionLock.<Subscription.Turn, Exception>tryHolding(
            database, "subscription " + name, holder -> turn(holder, reached))
        .orElse(new Subscription.Turn(0, reached, reached));
  }

  private Subscription.Turn turn(Connection holder, long reached) throws Exception {
    long position = Math.max(reached, Checkpoint.lock(holder, name));
    EventPage events = store.readAll(position, filter, page);
    if (!events.events().isEmpty()) {
      consumer.consume(events.events());
      Checkpoint.move(holder, name, events.end());
    }
    return Subscriptions.turn(events);
  }
}
