package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.TableId;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import afterimage.postgres.Database;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Debezium's PostgreSQL connector, embedded, on a slot that exists already. One run: after an
/// error build a fresh one, because an engine that resumes inside itself has lost rows.
public final class DebeziumChangeSource implements ChangeSource {

  private final Database database;
  private final Slot slot;
  private final Collection<TableId> tables;
  private final Catalog catalog;
  private final Spooling spooling;
  private final AtomicReference<@Nullable DebeziumEngine<?>> running = new AtomicReference<>();
  private volatile boolean closed;

  /// @param spooling where a transaction goes that is too large for memory
  public DebeziumChangeSource(
      Database database,
      Slot slot,
      Collection<TableId> tables,
      Catalog catalog,
      Spooling spooling) {
    this.database = database;
    this.slot = slot;
    this.tables = List.copyOf(tables);
    this.catalog = catalog;
    this.spooling = spooling;
  }

  /// What reads the log, with its version.
  public static String describe() {
    return "Debezium %s, pgoutput".formatted(io.debezium.connector.postgresql.Module.version());
  }

  @Override
  public void run(Handler handler) {
    UUID placeholder = UUID.randomUUID();
    Delivery delivery =
        new Delivery(
            new RecordReader(catalog, placeholder.toString()),
            new TransactionAssembler(spooling),
            handler);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    DebeziumEngine<RecordChangeEvent<SourceRecord>> engine =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(EngineSettings.of(database, slot, tables, placeholder))
            .notifying(delivery)
            .using(
                (success, message, error) -> {
                  if (!success) {
                    failure.set(error == null ? new SourceProblem(message) : error);
                  }
                })
            .build();
    running.set(engine);
    if (closed) {
      return;
    }
    try {
      engine.run();
    } finally {
      delivery.assembler.close();
    }
    if (delivery.failure != null) {
      throw delivery.failure;
    }
    Throwable error = failure.get();
    if (error != null && !closed) {
      throw new SourceProblem(
          "%s: the stream of changes ended: %s. Start again; it is read again from the slot %s"
              .formatted(database.address(), root(error), slot.name()),
          error);
    }
  }

  @Override
  public void close() {
    closed = true;
    DebeziumEngine<?> engine = running.getAndSet(null);
    if (engine != null) {
      try {
        engine.close();
      } catch (IOException | IllegalStateException e) {
        // It has ended, or is ending, by itself; run() says why.
        return;
      }
    }
  }

  private static String root(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /// Takes the engine's batches. Only the END of a transaction that the handler has stored is
  /// marked as processed, so the slot moves from transaction to transaction and never ahead of the
  /// store.
  private static final class Delivery
      implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {

    private final RecordReader reader;
    private final TransactionAssembler assembler;
    private final Handler handler;
    private volatile @Nullable RuntimeException failure;

    Delivery(RecordReader reader, TransactionAssembler assembler, Handler handler) {
      this.reader = reader;
      this.assembler = assembler;
      this.handler = handler;
    }

    @Override
    public void handleBatch(
        List<RecordChangeEvent<SourceRecord>> records,
        DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
        throws InterruptedException {
      try {
        deliver(records, committer);
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }

    private void deliver(
        List<RecordChangeEvent<SourceRecord>> records,
        DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
        throws InterruptedException {
      List<ChangeSet> complete = new ArrayList<>();
      RecordChangeEvent<SourceRecord> lastEnd = null;
      for (RecordChangeEvent<SourceRecord> record : records) {
        var assembled = assembler.add(reader.read(record.record()));
        if (assembled.isEmpty()) {
          continue;
        }
        switch (assembled.get()) {
          case Assembled.InMemory(ChangeSet changeSet) -> {
            complete.add(changeSet);
            lastEnd = record;
          }
          case Assembled.OnDisk(SpooledTransaction large) -> {
            try (large) {
              if (lastEnd != null) {
                handler.handle(List.copyOf(complete));
                committer.markProcessed(lastEnd);
                complete.clear();
                lastEnd = null;
              }
              handler.handleLarge(large);
            }
            committer.markProcessed(record);
            committer.markBatchFinished();
            handler.acknowledged();
          }
        }
      }
      if (assembler.incomplete() > 0) {
        handler.receiving(assembler.transaction(), assembler.incomplete());
      }
      if (lastEnd != null) {
        handler.handle(complete);
        committer.markProcessed(lastEnd);
        committer.markBatchFinished();
        handler.acknowledged();
      }
    }
  }
}
