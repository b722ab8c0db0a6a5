package afterimage.bench.capture;

import afterimage.postgres.Database;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Debezium's engine with its default settings and a consumer that does nothing but count: said is
/// only what it needs to find the slot.
final class BareEngine {

  private BareEngine() {}

  static void drain(Database source, String slot, long records) throws Exception {
    Counter counter = new Counter(records);
    long start = System.nanoTime();
    DebeziumEngine<RecordChangeEvent<SourceRecord>> engine =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(settings(source, slot))
            .notifying(counter)
            .using(
                (success, message, error) -> {
                  if (!success) {
                    counter.end(new IllegalStateException(message, error));
                  }
                })
            .build();
    Thread.ofPlatform().daemon().start(engine);
    counter.await();
    System.out.println(Drained.since(start));
    engine.close();
  }

  private static Properties settings(Database source, String slot) {
    Properties p = new Properties();
    p.setProperty("name", "bare");
    p.setProperty("topic.prefix", "bare");
    p.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    p.setProperty("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
    p.setProperty("database.hostname", source.host());
    p.setProperty("database.port", Integer.toString(source.port()));
    p.setProperty("database.dbname", source.name());
    p.setProperty("database.user", source.user());
    if (source.password() != null) {
      p.setProperty("database.password", source.password());
    }
    source.options().forEach((name, value) -> p.setProperty("database." + name, value));
    p.setProperty("plugin.name", "pgoutput");
    p.setProperty("slot.name", slot);
    p.setProperty("publication.name", slot);
    p.setProperty("snapshot.mode", "no_data");
    return p;
  }

  private static final class Counter
      implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {

    private final CountDownLatch reached = new CountDownLatch(1);
    private long left;
    private volatile @Nullable RuntimeException failure;

    Counter(long records) {
      this.left = records;
    }

    void await() throws InterruptedException {
      reached.await();
      if (failure != null) {
        throw failure;
      }
    }

    void end(RuntimeException e) {
      failure = e;
      reached.countDown();
    }

    @Override
    public void handleBatch(
        List<RecordChangeEvent<SourceRecord>> records,
        DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
        throws InterruptedException {
      committer.markProcessed(records.getLast());
      committer.markBatchFinished();
      // A delete has a tombstone behind it, which is no change.
      for (RecordChangeEvent<SourceRecord> record : records) {
        if (record.record().value() != null) {
          left--;
        }
      }
      if (left <= 0) {
        reached.countDown();
      }
    }
  }
}
