package afterimage.store;

import java.time.Instant;
import org.postgresql.replication.LogSequenceNumber;

/// Up to which point a stream is read.
public sealed interface AsOf {

  AsOf LATEST = new Latest();

  record Latest() implements AsOf {}

  /// Up to and with this version; 0 is before the first event.
  record Version(long version) implements AsOf {
    public Version {
      if (version < 0) {
        throw new IllegalArgumentException("A version is 0 or more, not " + version);
      }
    }
  }

  /// What the store held at that moment. Recorded times never decrease within a stream.
  record RecordedAt(Instant instant) implements AsOf {}

  /// What had happened by that moment, as far as is known today. Happened times come from writers
  /// and may decrease within a stream; an event counts by its own time, whatever its version.
  record HappenedAt(Instant instant) implements AsOf {}

  /// What was derived from a source's log up to and with this place; events that were not derived
  /// are left out.
  record Source(LogSequenceNumber lsn) implements AsOf {}
}
