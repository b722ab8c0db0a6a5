package afterimage.eventsourced.rest;

import afterimage.store.StoreObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What a store does, as metrics under `/q/metrics`; their names begin with `afterimage_store`.
@Singleton
class StoreMetrics implements StoreObserver {

  private final MeterRegistry registry;
  private final Timer appends;
  private final Timer reads;
  private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();

  StoreMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.appends = percentiles("afterimage.store.append", registry);
    this.reads = percentiles("afterimage.store.read", registry);
  }

  private static Timer percentiles(String name, MeterRegistry registry) {
    return Timer.builder(name).publishPercentiles(0.5, 0.99).register(registry);
  }

  @Override
  public void appended(int events, int fresh, Duration took) {
    appends.record(took);
    registry.counter("afterimage.store.events.appended").increment(fresh);
    registry.counter("afterimage.store.events.repeated").increment(events - fresh);
  }

  @Override
  public void refused(String why) {
    registry.counter("afterimage.store.refused", "why", why).increment();
  }

  @Override
  public void read(int events, Duration took) {
    reads.record(took);
    registry.counter("afterimage.store.events.read").increment(events);
  }

  @Override
  public void advanced(String name, int events, long lag, Duration took) {
    registry.timer("afterimage.store.step", "name", name).record(took);
    lags.computeIfAbsent(
            name,
            it -> registry.gauge("afterimage.store.lag", Tags.of("name", it), new AtomicLong()))
        .set(lag);
  }

  @Override
  public void failed(String name, Throwable failure) {
    registry.counter("afterimage.store.failed", "name", name).increment();
  }

  @Override
  public void snapshot(String what) {
    registry.counter("afterimage.store.snapshots", "what", what).increment();
  }
}
