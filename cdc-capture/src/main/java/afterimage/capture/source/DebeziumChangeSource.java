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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Debezium's PostgreSQL connector, embedded, on a slot that exists already. One run: after an
/// error build a fresh one, because a connector that resumes inside itself has lost rows. Only the
/// end of a transaction that the handler has stored is acknowledged, so the slot moves from
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
    try (Connector connector = start()) {
      Receiving told = null;
      while (!closed) {
        acknowledge(conveyor.stored(), connector, handler);
        carry(connector.take(), handler, conveyor, connector);
        Receiving now = connector.receiving();
        if (now != null && !now.equals(told)) {
          handler.receiving(now.transaction(), now.changes());
          told = now;
        }
        Throwable failure = connector.failure();
        if (failure != null) {
          throw ended(failure);
        }
      }
      acknowledge(conveyor.end(), connector, handler);
    }
  }

  private Connector start() {
    try {
      return Connector.start(EngineSettings.of(database, slot, tables), catalog, spooling);
    } catch (RuntimeException e) {
      throw ended(e);
    }
  }

  private void acknowledge(
      @Nullable LogSequenceNumber stored, Connector connector, Handler<?> handler) {
    if (stored == null) {
      return;
    }
    try {
      connector.acknowledge(stored);
    } catch (SourceProblem e) {
      throw ended(e);
    }
    handler.acknowledged();
  }

  private void carry(
      List<Assembled> transactions, Handler<?> handler, Conveyor<?> conveyor, Connector connector)
      throws InterruptedException {
    List<ChangeSet> complete = new ArrayList<>();
    try {
      for (Assembled transaction : transactions) {
        switch (transaction) {
          case Assembled.InMemory(ChangeSet changeSet, _) -> complete.add(changeSet);
          case Assembled.OnDisk(SpooledTransaction large) -> {
            put(complete, conveyor);
            complete.clear();
            if (conveyor.awaitStored()) {
              handler.storeLarge(large);
              // In order: what was stored before it must not be acknowledged after it.
              acknowledge(conveyor.stored(), connector, handler);
              acknowledge(large.commit(), connector, handler);
            }
          }
        }
      }
      put(complete, conveyor);
    } finally {
      transactions.forEach(Assembled::close);
    }
  }

  private static void put(List<ChangeSet> complete, Conveyor<?> conveyor)
      throws InterruptedException {
    if (!complete.isEmpty()) {
      conveyor.put(complete, complete.getLast().commit());
    }
  }

  private SourceProblem ended(Throwable why) {
    return new SourceProblem(
        "%s: the stream of changes ended: %s. Start again; it is read again from the slot %s"
            .formatted(database.address(), root(why), slot.name()),
        why);
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
