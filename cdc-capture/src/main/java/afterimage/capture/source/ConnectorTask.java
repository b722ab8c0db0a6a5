package afterimage.capture.source;

import io.debezium.connector.common.DebeziumTaskState;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/// Debezium's connector, run by its Kafka Connect interface on the thread that asks it for records.
/// Its embedded engine would do the same and hand each record from thread to thread before.
final class ConnectorTask implements AutoCloseable {

  private final PostgresConnectorTask task = new PostgresConnectorTask();

  /// @param settings of [EngineSettings]
  static ConnectorTask start(Map<String, String> settings) {
    ConnectorTask started = new ConnectorTask();
    started.task.initialize(new Context(settings));
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

  /// What has come; empty if nothing came within the poll interval. Before, it tells the server
  /// what was acknowledged.
  List<SourceRecord> poll() throws InterruptedException {
    List<SourceRecord> records = task.poll();
    return records == null ? List.of() : records;
  }

  /// Everything up to this record was handled. The server hears of it with the next [#poll], or
  /// when the task is closed.
  void acknowledge(SourceRecord record) throws InterruptedException {
    task.commitRecord(record, null);
    task.commit();
  }

  @Override
  public void close() {
    task.stop();
  }

  /// The slot is the only truth about what was read: no offset is remembered.
  private record Context(Map<String, String> configs) implements SourceTaskContext {

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
          return new HashMap<>();
        }
      };
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException("Debezium has metrics of its own");
    }
  }
}
