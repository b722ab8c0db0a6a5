package afterimage.capture.sink;

import afterimage.capture.translate.Asked;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import afterimage.store.EventStore;
import afterimage.store.ExpectedVersion;
import afterimage.store.NewEvent;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Appends to an [EventStore] in the database that holds the pipeline's own tables too.
public final class EventStoreSink implements Sink {

  private final DataSource database;
  private final EventStore store;
  private final boolean keepsChanges;
  private final Runnable wake;

  /// @param database migrated by [CaptureSchema] and by the store's own schema
  /// @param store a store in the same database
  public EventStoreSink(DataSource database, EventStore store) {
    this(database, store, false, () -> {});
  }

  private EventStoreSink(
      DataSource database, EventStore store, boolean keepsChanges, Runnable wake) {
    this.database = database;
    this.store = store;
    this.keepsChanges = keepsChanges;
    this.wake = wake;
  }

  /// One that stores the row changes with their events, see [KeptChanges].
  public static EventStoreSink keepingChanges(DataSource database, EventStore store) {
    return new EventStoreSink(database, store, true, () -> {});
  }

  /// This sink, which calls this after each commit that had events in it, as
  /// [afterimage.store.subscription.Wakeups#ring] wants it.
  public EventStoreSink waking(Runnable other) {
    return new EventStoreSink(database, store, keepsChanges, other);
  }

  @Override
  public Optional<Checkpoint> checkpoint(String pipeline) {
    try (Connection connection = database.getConnection()) {
      return sql(connection)
          .resultQuery(
              """
              SELECT pipeline, generation, mappings, system_identifier, timeline, database, slot,
                     publication, tables, start_lsn::text AS start_lsn, end_lsn::text AS end_lsn
              FROM afterimage_capture.checkpoints WHERE pipeline = ?
              """,
              pipeline)
          .fetchOptional(EventStoreSink::checkpoint);
    } catch (SQLException | DataAccessException e) {
      throw problem("the checkpoint cannot be read", e);
    }
  }

  @Override
  public void begin(Checkpoint checkpoint) {
    inTransaction(
        connection -> {
          int rows =
              sql(connection)
                  .execute(
                      """
                      INSERT INTO afterimage_capture.checkpoints
                        (pipeline, generation, mappings, system_identifier, timeline, database, slot,
                         publication, tables, start_lsn, end_lsn)
                      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::pg_lsn, ?::pg_lsn)
                      ON CONFLICT DO NOTHING
                      """,
                      checkpoint.pipeline(),
                      checkpoint.generation(),
                      checkpoint.mappings(),
                      checkpoint.systemIdentifier(),
                      checkpoint.timeline(),
                      checkpoint.database(),
                      checkpoint.slot(),
                      checkpoint.publication(),
                      checkpoint.tables(),
                      checkpoint.start().asString(),
                      checkpoint.end().asString());
          if (rows == 0) {
            throw new SinkProblem(
                "The pipeline %s has begun already; only one can".formatted(checkpoint.pipeline()),
                null);
          }
        });
  }

  @Override
  public KnownRows knownRows(String pipeline, Asked asked) {
    StoredRows stored = new StoredRows(database, pipeline);
    return asked.isNothing() ? stored : new FetchedRows(stored, asked);
  }

  @Override
  public void store(String pipeline, LogSequenceNumber from, List<Translation> translations) {
    inTransaction(
        connection -> {
          // Whatever the server says: an acknowledged slot must never outlive events that were
          // lost.
          sql(connection).execute("SET LOCAL synchronous_commit = on");
          advance(connection, pipeline, from, translations);
          store.append(appends(translations), connection);
          UnexplainedChanges.keep(connection, pipeline, translations);
          RememberedRows.write(connection, pipeline, translations);
          if (keepsChanges) {
            KeptChanges.keep(connection, pipeline, translations);
          }
        });
    if (translations.stream().anyMatch(translation -> !translation.events().isEmpty())) {
      wake.run();
    }
  }

  @Override
  public void gap(String pipeline, String what) {
    inTransaction(
        connection ->
            sql(connection)
                .execute(
                    "INSERT INTO afterimage_capture.gaps (pipeline, what) VALUES (?, ?)",
                    pipeline,
                    what));
  }

  /// The row lock of the checkpoint is taken first, so that of two pipelines of one name only one
  /// can store a transaction.
  private static void advance(
      Connection connection,
      String pipeline,
      LogSequenceNumber from,
      List<Translation> translations) {
    Counts counts = Counts.of(translations);
    int rows =
        sql(connection)
            .execute(
                """
                UPDATE afterimage_capture.checkpoints SET
                  end_lsn = ?::pg_lsn, transactions = transactions + ?, explained = explained + ?,
                  ignored = ignored + ?, unexplained = unexplained + ?, events = events + ?,
                  updated_at = now()
                WHERE pipeline = ? AND end_lsn = ?::pg_lsn
                """,
                translations.getLast().changeSet().commit().asString(),
                translations.size(),
                counts.explained,
                counts.ignored,
                counts.unexplained,
                counts.events,
                pipeline,
                from.asString());
    if (rows == 0) {
      throw new SinkProblem(
          ("The checkpoint of pipeline %s is no longer at %s: another instance is at work."
                  + " Stop one of them")
              .formatted(pipeline, from.asString()),
          null);
    }
  }

  private record Counts(long explained, long ignored, long unexplained, long events) {
    static Counts of(List<Translation> translations) {
      long explained = 0;
      long ignored = 0;
      long unexplained = 0;
      long events = 0;
      for (Translation translation : translations) {
        events += translation.events().size();
        for (ReadChange read : translation.readings()) {
          switch (read.reading()) {
            case Reading.Explained _ -> explained++;
            case Reading.Ignored _ -> ignored++;
            case Reading.Unexplained _ -> unexplained++;
          }
        }
      }
      return new Counts(explained, ignored, unexplained, events);
    }
  }

  /// In the order of the source, over all its streams.
  private static List<StreamAppend> appends(List<Translation> translations) {
    List<StreamAppend> appends = new ArrayList<>();
    List<NewEvent> run = new ArrayList<>();
    @Nullable StreamId stream = null;
    for (Translation translation : translations) {
      for (DerivedEvent event : translation.events()) {
        if (stream != null && !stream.equals(event.stream())) {
          appends.add(new StreamAppend(stream, ExpectedVersion.ANY, run));
          run = new ArrayList<>();
        }
        stream = event.stream();
        run.add(event.toNewEvent());
      }
    }
    if (stream != null) {
      appends.add(new StreamAppend(stream, ExpectedVersion.ANY, run));
    }
    return appends;
  }

  private static Checkpoint checkpoint(Record row) {
    return new Checkpoint(
        row.get("pipeline", String.class),
        row.get("generation", String.class),
        row.get("mappings", String.class),
        row.get("system_identifier", String.class),
        row.get("timeline", Integer.class),
        row.get("database", String.class),
        row.get("slot", String.class),
        row.get("publication", String.class),
        row.get("tables", String.class),
        LogSequenceNumber.valueOf(row.get("start_lsn", String.class)),
        LogSequenceNumber.valueOf(row.get("end_lsn", String.class)));
  }

  private void inTransaction(Consumer<Connection> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        work.accept(connection);
        connection.commit();
      } catch (RuntimeException | Error e) {
        // Whatever it was: switching auto-commit on again would commit the half that was done.
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException | DataAccessException e) {
      throw problem("nothing was stored", e);
    }
  }

  private static DSLContext sql(Connection connection) {
    return DSL.using(connection, SQLDialect.POSTGRES);
  }

  private static SinkProblem problem(String what, Exception e) {
    return new SinkProblem(
        "The store of the derived events: %s: %s".formatted(what, e.getMessage()), e);
  }
}
