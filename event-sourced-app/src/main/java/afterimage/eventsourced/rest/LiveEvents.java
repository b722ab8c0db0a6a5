package afterimage.eventsourced.rest;

import afterimage.eventsourced.handling.Refused;
import afterimage.store.EventFilter;
import afterimage.store.EventPage;
import afterimage.store.RecordedEvent;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends events to readers as they come, each with its position as id: so a reader that was cut off
/// says which it had last, and misses none. Each reader has a thread, and gets the next event when
/// it has taken the one before.
@Singleton
class LiveEvents {

  static final int MOST = 100;

  private static final System.Logger LOG = System.getLogger(LiveEvents.class.getName());
  private static final int PAGE = 100;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);
  private static final int PATIENCE_SECONDS = 30;

  private final Semaphore places = new Semaphore(MOST);
  private volatile boolean ended;

  /// Returns at once.
  ///
  /// @param after the position after which it begins
  /// @throws Refused if there are too many readers
  void follow(Shops.Over over, EventFilter filter, long after, SseEventSink sink, Sse sse) {
    if (!places.tryAcquire()) {
      throw new Refused(
          "readers-too-many",
          "%d readers follow the events already. Come back when one of them has gone."
              .formatted(MOST));
    }
    Thread.ofVirtual()
        .name("live events")
        .start(
            () -> {
              try (sink) {
                new Reader(over, filter, sink, sse).run(after);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (ExecutionException | TimeoutException | RuntimeException e) {
                // Mostly a reader that has gone, which is no news. It comes again if it wants more.
                LOG.log(Level.DEBUG, "A reader of live events is left: " + e, e);
              } finally {
                places.release();
              }
            });
  }

  /// Lets all readers go.
  void end() {
    ended = true;
  }

  private final class Reader {

    private final Shops.Over over;
    private final EventFilter filter;
    private final SseEventSink sink;
    private final Sse sse;
    private long sent = System.nanoTime();

    Reader(Shops.Over over, EventFilter filter, SseEventSink sink, Sse sse) {
      this.over = over;
      this.filter = filter;
      this.sink = sink;
      this.sse = sse;
    }

    void run(long after) throws ExecutionException, InterruptedException, TimeoutException {
      long reached = after;
      send(position(reached));
      while (!ended && !sink.isClosed()) {
        long generation = over.named().wakeups().generation();
        EventPage page = over.named().store().readAll(reached, filter, PAGE);
        for (RecordedEvent event : page.events()) {
          send(told(event));
        }
        reached = page.end();
        if (page.last()) {
          if (System.nanoTime() - sent > SIGN_OF_LIFE.toNanos()) {
            send(position(reached));
          }
          over.named().wakeups().await(generation, LOOK_AGAIN);
        }
      }
    }

    private OutboundSseEvent told(RecordedEvent event) {
      return sse.newEventBuilder()
          .id(Long.toString(event.position()))
          .mediaType(MediaType.APPLICATION_JSON_TYPE)
          .data(EventsBody.OfStream.class, EventsBody.OfStream.of(event))
          .build();
    }

    /// No event, but a place to go on from, also for who has seen none yet; and a sign of life.
    private OutboundSseEvent position(long reached) {
      return sse.newEventBuilder().id(Long.toString(reached)).comment("here").build();
    }

    private void send(OutboundSseEvent event)
        throws ExecutionException, InterruptedException, TimeoutException {
      sink.send(event).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      sent = System.nanoTime();
    }
  }
}
