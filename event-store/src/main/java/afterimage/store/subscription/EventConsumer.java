package afterimage.store.subscription;

import afterimage.store.RecordedEvent;
import java.util.List;

/// Works outside the store's database. Each event comes at least once: again if the consumer
/// throws, and again if it was done but not yet noted that it was. So the same event twice must
/// have the effect of one: remember [RecordedEvent#id] beside the effect, or the highest
/// [RecordedEvent#position], below which everything was seen.
@FunctionalInterface
public interface EventConsumer {

  /// @param events in order, at least one
  void consume(List<RecordedEvent> events) throws Exception;
}
