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
  private final Context context;

  private ConnectorTask(Map<String, String> settings) {
    this.context = new Context(settings);
  }

  /// @param settings of [EngineSettings]
  static ConnectorTask start(Map<String, String> settings) {
    ConnectorTask started = new ConnectorTask(settings);
    started.task.initialize(started.context);
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
    context.acknowledged = copy(record.sourceOffset());
    task.commit();
  }

  private static Map<String, Object> copy(Map<String, ?> offset) {
    Map<String, Object> copy = new HashMap<>();
    offset.forEach(
        (key, value) -> {
          if (value != null) {
            copy.put(key, value);
          }
        });
    return copy;
  }

  @Override
  public void close() {
    task.stop();
  }

  /// The slot is the only truth about what was read: a task that starts finds no offset. What it
  /// tells the server it reads here too, so what was acknowledged since is here.
  private static final class Context implements SourceTaskContext {

    private final Map<String, String> configs;
    private volatile Map<String, Object> acknowledged = Map.of();

    Context(Map<String, String> configs) {
      this.configs = configs;
    }

    @Override
    public Map<String, String> configs() {
      return configs;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return new OffsetStorageReader() {
        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
          return acknowledged;
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(
            Collection<Map<String, T>> partitions) {
          Map<Map<String, T>, Map<String, Object>> all = new HashMap<>();
          if (!acknowledged.isEmpty()) {
            partitions.forEach(partition -> all.put(partition, acknowledged));
          }
          return all;
        }
      };
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException("Debezium has metrics of its own");
    }
  }
}
