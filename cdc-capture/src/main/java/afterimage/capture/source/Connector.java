package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.spool.Spooling;
import io.debezium.connector.common.DebeziumTaskState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Debezium's connector at work: it holds the connection, reads the log on a thread of its own and
/// decodes it. What it has decoded is taken from it right there ([TappedTask]), so nothing of what
/// comes after in it, which makes records for Kafka, is run.
final class Connector implements AutoCloseable {

  /// Milliseconds that [#take] waits at most, so that its caller can acknowledge meanwhile.
  private static final int PAUSE = 5;

  private final Intake intake = new Intake();
  private final TappedTask task;

  private Connector(Catalog catalog, Spooling spooling) {
    this.task = new TappedTask(catalog, spooling, intake);
  }

  /// @param settings of [EngineSettings]
  /// @param spooling where a transaction goes that is too large for memory
  static Connector start(Map<String, String> settings, Catalog catalog, Spooling spooling) {
    Connector started = new Connector(catalog, spooling);
    started.task.initialize(new WithoutOffsets(settings));
    try {
      started.task.start(settings);
      if (started.task.getTaskState() != DebeziumTaskState.RUNNING) {
        // It would try again by itself, and say nothing meanwhile.
        throw new SourceProblem("the database cannot be read");
      }
      return started;
    } catch (RuntimeException | Error e) {
      try {
        started.close();
      } catch (RuntimeException also) {
        e.addSuppressed(also);
      }
      throw e;
    }
  }

  /// What has come; empty if nothing came in a short while.
  ///
  /// @throws RuntimeException what kept a transaction from being put together
  List<Assembled> take() throws InterruptedException {
    return intake.take(PAUSE);
  }

  /// Why the connector reads no more; null as long as it reads.
  @Nullable Throwable failure() {
    return task.failure();
  }

  /// What has come of a transaction that is not complete; null if there is none.
  @Nullable Receiving receiving() {
    TappedStream stream = task.stream();
    return stream == null ? null : stream.receiving();
  }

  /// Tells the server that everything up to here was handled.
  ///
  /// @throws SourceProblem if it cannot be told
  void acknowledge(LogSequenceNumber end) {
    TappedStream stream = task.stream();
    if (stream != null) {
      stream.acknowledge(end);
    }
  }

  @Override
  public void close() {
    // Its thread may be waiting for room.
    intake.close();
    task.stop();
    TappedStream stream = task.stream();
    if (stream != null) {
      stream.letGo();
    }
  }

  /// The slot is the only truth about what was read: a connector that starts finds no offset.
  private record WithoutOffsets(Map<String, String> configs) implements SourceTaskContext {

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return new OffsetStorageReader() {
        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
          return Map.of();
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(
            Collection<Map<String, T>> partitions) {
          return Map.of();
        }
      };
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException("Debezium has metrics of its own");
    }
  }
}
