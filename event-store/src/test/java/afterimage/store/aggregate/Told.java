package afterimage.store.aggregate;

import afterimage.store.StoreObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Remembers what it is told of snapshots, and how many events were read.
final class Told implements StoreObserver {

  final List<String> snapshots = new CopyOnWriteArrayList<>();
  final AtomicInteger read = new AtomicInteger();

  @Override
  public void snapshot(String what) {
    snapshots.add(what);
  }

  @Override
  public void read(int events, Duration took) {
    read.addAndGet(events);
  }

  void forget() {
    snapshots.clear();
    read.set(0);
  }
}
