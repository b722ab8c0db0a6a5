package afterimage.comparison.costs;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/// The processor time of the threads that are not the caller's: here, of what watches the app. The
/// work of the virtual machine itself is not in it.
final class ThreadTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Map<Long, Long> begin = now();

  private static Map<Long, Long> now() {
    Map<Long, Long> times = new HashMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      if (id != Thread.currentThread().threadId()) {
        times.put(id, Math.max(0, THREADS.getThreadCpuTime(id)));
      }
    }
    return times;
  }

  /// Since this was made, of the threads that there are.
  double seconds() {
    long nanos = 0;
    for (Map.Entry<Long, Long> thread : now().entrySet()) {
      nanos += thread.getValue() - begin.getOrDefault(thread.getKey(), 0L);
    }
    return nanos / 1e9;
  }
}
