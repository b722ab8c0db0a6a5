package afterimage.cli.ask;

import afterimage.cli.Verbose;
import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.rest.EventsBody;
import afterimage.eventsourced.rest.StreamPages;
import afterimage.store.EventFilter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "events",
    description =
        "The events of a stream, or of all streams in the order in which they were recorded.",
    mixinStandardHelpOptions = true)
public final class EventsCommand implements Callable<Integer>, Verbose {

  @Mixin private StoreQuestion store = new StoreQuestion();

  @Parameters(
      arity = "0..1",
      paramLabel = "STREAM",
      description = "Such as cart-101; all streams if it is not named.")
  private @Nullable String stream;

  @Option(
      names = "--after",
      paramLabel = "N",
      description = "Begin after this version, or of all streams after this position.")
  private long after;

  @Option(names = "--limit", description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit = 1000;

  @Option(names = "--type", description = "Of all streams, only events of this type.")
  private @Nullable String type;

  @Override
  public boolean verbose() {
    return store.verbose();
  }

  @Override
  public Integer call() {
    return store.answer(this::page, AnswerText::events);
  }

  private Object page(EventSourcedShop shop) {
    if (stream != null) {
      return StreamPages.page(shop.store(), Points.STORE, stream, after, limit);
    }
    EventFilter filter = new EventFilter(type == null ? Set.of() : Set.of(type), Optional.empty());
    return EventsBody.of(shop.store().readAll(after, filter, limit));
  }
}
