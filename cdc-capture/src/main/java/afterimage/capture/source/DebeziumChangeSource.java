package afterimage.capture.source;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.TableId;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import afterimage.postgres.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Debezium's PostgreSQL connector, embedded, on a slot that exists already. One run: after an
/// error build a fresh one, because a connector that resumes inside itself has lost rows. Only the
/// END of a transaction that the handler has stored is acknowledged, so the slot moves from
/// transaction to transaction and never ahead of the store.
public final class DebeziumChangeSource implements ChangeSource {

  private final Database database;
  private final Slot slot;
  private final Collection<TableId> tables;
  private final Catalog catalog;
  private final Spooling spooling;
  private final AtomicReference<@Nullable Conveyor<?>> current = new AtomicReference<>();
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
  public void run(Handler<?> handler) {
    if (closed) {
      return;
    }
    try (Conveyor<?> conveyor = new Conveyor<>(handler)) {
      current.set(conveyor);
      try {
        read(handler, conveyor);
      } finally {
        conveyor.end();
      }
      conveyor.throwFailure();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceProblem(
          "%s: the thread that captures was interrupted".formatted(database.address()), e);
    }
  }

  private void read(Handler<?> handler, Conveyor<?> conveyor) throws InterruptedException {
    UUID placeholder = UUID.randomUUID();
    RecordReader reader = new RecordReader(catalog, placeholder.toString());
    Map<String, String> settings = EngineSettings.of(database, slot, tables, placeholder);
    try (TransactionAssembler assembler = new TransactionAssembler(spooling);
        ConnectorTask task = asking(() -> ConnectorTask.start(settings))) {
      boolean acknowledging = false;
      while (!closed) {
        SourceRecord stored = conveyor.stored();
        if (stored != null) {
          task.acknowledge(stored);
          acknowledging = true;
        }
        List<SourceRecord> records = asking(task::poll);
        if (acknowledging) {
          handler.acknowledged();
        }
        acknowledging = carry(records, reader, assembler, handler, conveyor, task);
        if (!records.isEmpty() && assembler.incomplete() > 0) {
          handler.receiving(assembler.transaction(), assembler.incomplete());
        }
      }
      SourceRecord last = conveyor.end();
      if (last != null) {
        task.acknowledge(last);
      }
    }
  }

  /// @return whether it acknowledged something
  private static boolean carry(
      List<SourceRecord> records,
      RecordReader reader,
      TransactionAssembler assembler,
      Handler<?> handler,
      Conveyor<?> conveyor,
      ConnectorTask task)
      throws InterruptedException {
    List<ChangeSet> complete = new ArrayList<>();
    SourceRecord end = null;
    boolean acknowledged = false;
    for (SourceRecord record : records) {
      switch (assembler.add(reader.read(record)).orElse(null)) {
        case null -> {}
        case Assembled.InMemory(ChangeSet changeSet) -> {
          complete.add(changeSet);
          end = record;
        }
        case Assembled.OnDisk(SpooledTransaction large) -> {
          try (large) {
            if (end != null) {
              conveyor.put(complete, end);
              complete.clear();
              end = null;
            }
            if (conveyor.awaitStored()) {
              handler.storeLarge(large);
              // In order: what was stored before it must not be acknowledged after it.
              SourceRecord before = conveyor.stored();
              if (before != null) {
                task.acknowledge(before);
              }
              task.acknowledge(record);
              acknowledged = true;
            }
          }
        }
      }
    }
    if (end != null) {
      conveyor.put(complete, end);
    }
    return acknowledged;
  }

  private interface Call<T> {
    T call() throws InterruptedException;
  }

  private <T> T asking(Call<T> task) throws InterruptedException {
    try {
      return task.call();
    } catch (RuntimeException e) {
      throw new SourceProblem(
          "%s: the stream of changes ended: %s. Start again; it is read again from the slot %s"
              .formatted(database.address(), root(e), slot.name()),
          e);
    }
  }

  @Override
  public void close() {
    closed = true;
    Conveyor<?> conveyor = current.getAndSet(null);
    if (conveyor != null) {
      // So that the thread that puts transactions on it waits no longer.
      conveyor.close();
    }
  }

  private static String root(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
