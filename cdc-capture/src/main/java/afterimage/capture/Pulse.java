package afterimage.capture;

import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.replication.LogSequenceNumber;

/// What a capture is at, and when it last got on. Written by the threads that work, read by whoever
/// asks for it.
public final class Pulse implements Pipeline.Listener {

  /// What it is at.
  public enum State {
    STARTING,
    BASELINE,
    STREAMING,
    /// Another process captures under this name.
    STANDBY,
    /// Something is not there, and it tries again.
    WAITING,
    STOPPED
  }

  /// @param why empty if it is well
  public record Health(boolean isWell, String why) {}

  private final InstantSource clock;
  private final AtomicLong transactions = new AtomicLong();
  private final AtomicLong changes = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong unexplained = new AtomicLong();
  private final AtomicLong released = new AtomicLong();
  private final AtomicLong restarts = new AtomicLong();
  private volatile State state = State.STARTING;
  private volatile String detail = "";
  private volatile Instant since;
  private volatile Instant moved;
  private volatile boolean busy;
  private volatile long baselineRows;
  private volatile long baselineExpected;
  private volatile LogSequenceNumber end = LogSequenceNumber.INVALID_LSN;
  private volatile LogSequenceNumber awaited = LogSequenceNumber.INVALID_LSN;

  public Pulse(InstantSource clock) {
    this.clock = clock;
    this.since = clock.instant();
    this.moved = since;
  }

  /// @param why for a person; may be empty
  synchronized void is(State next, String why) {
    if (next != state) {
      since = clock.instant();
      moved = since;
      if (next == State.WAITING) {
        restarts.incrementAndGet();
      }
    }
    state = next;
    detail = why;
    busy = false;
  }

  public State state() {
    return state;
  }

  public String detail() {
    return detail;
  }

  void released(int number) {
    released.addAndGet(number);
  }

  /// How many parked transactions were released.
  public long released() {
    return released.get();
  }

  public long transactions() {
    return transactions.get();
  }

  public long changes() {
    return changes.get();
  }

  public long events() {
    return events.get();
  }

  public long unexplained() {
    return unexplained.get();
  }

  /// How often it had to wait and start again.
  public long restarts() {
    return restarts.get();
  }

  public long baselineRows() {
    return baselineRows;
  }

  /// As the source estimates.
  public long baselineExpected() {
    return baselineExpected;
  }

  public LogSequenceNumber end() {
    return end;
  }

  /// When it last got on.
  public Instant moved() {
    return moved;
  }

  /// A place in the log that it must come to.
  void mustReach(LogSequenceNumber place) {
    if (awaited.compareTo(end) <= 0) {
      moved = clock.instant();
    }
    awaited = place;
  }

  /// Whether nothing of what is there came for so long, though it is not storing anything.
  boolean isStalled(Duration patience) {
    return state == State.STREAMING && !busy && isBehind() && stoodFor(patience);
  }

  /// Well as long as it gets on, or has nothing to get on with.
  public Health health(Duration patience) {
    return switch (state) {
      case STANDBY, STOPPED -> new Health(true, "");
      case WAITING ->
          clock.instant().isAfter(since.plus(patience))
              ? new Health(false, "waiting since %s: %s".formatted(since, detail))
              : new Health(true, "");
      case STARTING, BASELINE -> unless(stoodFor(patience));
      case STREAMING -> unless((busy || isBehind()) && stoodFor(patience));
    };
  }

  private Health unless(boolean stuck) {
    return stuck
        ? new Health(false, "%s, and did not get on since %s".formatted(state, moved))
        : new Health(true, "");
  }

  private boolean isBehind() {
    return awaited.compareTo(end) > 0;
  }

  private boolean stoodFor(Duration patience) {
    return clock.instant().isAfter(moved.plus(patience));
  }

  @Override
  public void found(long rows, long expected) {
    if (state == State.STARTING) {
      is(State.BASELINE, "");
    }
    baselineRows = rows;
    baselineExpected = expected;
    moved = clock.instant();
  }

  @Override
  public void handling() {
    busy = true;
    moved = clock.instant();
  }

  @Override
  public void stored(Translation translation) {
    transactions.incrementAndGet();
    changes.addAndGet(translation.readings().size());
    events.addAndGet(translation.events().size());
    unexplained.addAndGet(translation.count(Reading.Unexplained.class));
    end = translation.changeSet().commit();
    moved = clock.instant();
  }

  @Override
  public void receiving(long transaction, int received) {
    moved = clock.instant();
  }

  @Override
  public void translating(long transaction, int translated) {
    moved = clock.instant();
  }

  @Override
  public void storedLarge(LargeTransaction large) {
    transactions.incrementAndGet();
    changes.addAndGet(large.changes());
    events.addAndGet(large.events());
    unexplained.addAndGet(large.unexplained());
    end = large.commit();
    moved = clock.instant();
  }

  @Override
  public void acknowledged() {
    busy = false;
    moved = clock.instant();
  }

  /// Where a run begins.
  void at(LogSequenceNumber place) {
    end = place;
    awaited = place;
  }
}
