package afterimage.capture.sink;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.chapter.ChapterStore;
import afterimage.capture.source.SourceIdentity;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.translate.Asked;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.Translation;
import afterimage.store.Appended;
import afterimage.store.EventStore;
import afterimage.store.ExpectedVersion;
import afterimage.store.NewEvent;
import afterimage.store.StoreProblem;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
  public Generations generations() {
    return new StoredGenerations(database);
  }

  @Override
  public Parked parked() {
    return new StoredParked(this, database);
  }

  @Override
  public Optional<Checkpoint> checkpoint(String pipeline) {
    try (Connection connection = database.getConnection()) {
      return sql(connection)
          .resultQuery(
              """
              SELECT pipeline, generation, mappings, system_identifier, timeline, database, slot,
                     publication, published, tables, catalog, start_lsn::text AS start_lsn,
                     end_lsn::text AS end_lsn
              FROM afterimage_capture.checkpoints WHERE pipeline = ?
              """,
              pipeline)
          .fetchOptional(EventStoreSink::checkpoint);
    } catch (SQLException | DataAccessException e) {
      throw problem("the checkpoint cannot be read", e);
    }
  }

  @Override
  public void baseline(
      Generation generation, Checkpoint first, Function<KnownRows, Iterator<Translation>> found) {
    inTransaction(
        connection -> new BaselineStore(store, connection, generation, first).store(found));
    wake.run();
  }

  @Override
  public KnownRows knownRows(String pipeline, Asked asked) {
    StoredRows stored = new StoredRows(database, pipeline);
    return asked.isNothing() ? stored : new FetchedRows(stored, asked);
  }

  @Override
  public void store(String pipeline, LogSequenceNumber from, List<Translation> translations) {
    try {
      store(pipeline, from, translations, store::appendNew);
    } catch (StoreProblem e) {
      if (!e.isCollision()) {
        throw e;
      }
      // An event is there, or somebody else was faster at a stream: the store finds out.
      store(pipeline, from, translations, store::append);
    }
    if (translations.stream().anyMatch(translation -> !translation.events().isEmpty())) {
      wake.run();
    }
  }

  private void store(
      String pipeline, LogSequenceNumber from, List<Translation> translations, Append append) {
    inTransaction(
        connection -> {
          // Whatever the server says: an acknowledged slot must never outlive events that were
          // lost.
          sql(connection).execute("SET LOCAL synchronous_commit = on");
          ChangeSet last = translations.getLast().changeSet();
          Checkpoints.advance(
              connection,
              pipeline,
              from,
              last.transaction(),
              last.commit(),
              last.committedAt(),
              translations.size());
          Checkpoints.count(connection, pipeline, Counts.of(translations));
          write(connection, pipeline, translations, append);
        });
  }

  private interface Append {
    List<Appended> append(List<StreamAppend> appends, Connection transaction);
  }

  /// Stores what came of rows that were asked for and not read from a log: no checkpoint moves.
  public void storeAsked(String pipeline, Translation translation) {
    inTransaction(connection -> write(connection, pipeline, List.of(translation)));
  }

  /// Everything but the checkpoint.
  void write(Connection connection, String pipeline, List<Translation> translations) {
    write(connection, pipeline, translations, store::append);
  }

  private void write(
      Connection connection, String pipeline, List<Translation> translations, Append append) {
    append.append(appends(translations), connection);
    new UnexplainedTable(connection, pipeline).keep(translations);
    RememberedRows.write(connection, pipeline, translations);
    if (keepsChanges) {
      KeptChanges.keep(connection, pipeline, translations);
    }
  }

  @Override
  public void follow(String pipeline, int timeline) {
    inTransaction(
        connection ->
            sql(connection)
                .execute(
                    "UPDATE afterimage_capture.checkpoints SET timeline = ? WHERE pipeline = ?",
                    timeline,
                    pipeline));
  }

  @Override
  public void alter(String pipeline, Catalog catalog, List<DerivedEvent> events) {
    inTransaction(
        connection -> {
          store.append(inRuns(events), connection);
          sql(connection)
              .execute(
                  "UPDATE afterimage_capture.checkpoints SET catalog = ? WHERE pipeline = ?",
                  CatalogText.of(catalog),
                  pipeline);
        });
    wake.run();
  }

  @Override
  public void storeLarge(
      String pipeline,
      LogSequenceNumber from,
      SpooledTransaction transaction,
      Consumer<ChapterStore> work) {
    inTransaction(
        connection -> {
          sql(connection).execute("SET LOCAL synchronous_commit = on");
          Checkpoints.advance(
              connection,
              pipeline,
              from,
              transaction.transaction(),
              transaction.commit(),
              transaction.committedAt(),
              1);
          LargeStore large = new LargeStore(connection, store, pipeline);
          work.accept(large);
          large.end();
          if (keepsChanges) {
            KeptChanges.leaveOut(connection, pipeline, transaction.commit());
          }
        });
    wake.run();
  }

  @Override
  public void gap(String pipeline, String what) {
    inTransaction(
        connection -> {
          int known =
              sql(connection)
                  .execute(
                      """
                      UPDATE afterimage_capture.gaps SET seen_at = now()
                      WHERE pipeline = ? AND what = ? AND bridged_by IS NULL
                      """,
                      pipeline,
                      what);
          if (known == 0) {
            sql(connection)
                .execute(
                    """
                    INSERT INTO afterimage_capture.gaps (pipeline, what, after_lsn)
                    VALUES (?, ?, (SELECT end_lsn FROM afterimage_capture.checkpoints
                                   WHERE pipeline = ?))
                    """,
                    pipeline,
                    what,
                    pipeline);
          }
        });
  }

  /// In the order of the source, over all its streams.
  static List<StreamAppend> appends(List<Translation> translations) {
    List<DerivedEvent> events = new ArrayList<>();
    translations.forEach(translation -> events.addAll(translation.events()));
    return inRuns(events);
  }

  private static List<StreamAppend> inRuns(List<DerivedEvent> events) {
    List<StreamAppend> appends = new ArrayList<>();
    List<NewEvent> run = new ArrayList<>();
    @Nullable StreamId stream = null;
    for (DerivedEvent event : events) {
      if (stream != null && !stream.equals(event.stream())) {
        appends.add(new StreamAppend(stream, ExpectedVersion.ANY, run));
        run = new ArrayList<>();
      }
      stream = event.stream();
      run.add(event.toNewEvent());
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
        new SourceIdentity(
            row.get("system_identifier", String.class),
            row.get("timeline", Integer.class),
            row.get("database", String.class),
            row.get("slot", String.class),
            row.get("publication", String.class),
            row.get("published", String.class),
            row.get("tables", String.class)),
        CatalogText.read(row.get("catalog", String.class)),
        LogSequenceNumber.valueOf(row.get("start_lsn", String.class)),
        LogSequenceNumber.valueOf(row.get("end_lsn", String.class)));
  }

  void inTransaction(Consumer<Connection> work) {
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

  static DSLContext sql(Connection connection) {
    return DSL.using(connection, SQLDialect.POSTGRES);
  }

  static SinkProblem problem(String what, Exception e) {
    return new SinkProblem(
        "The store of the derived events: %s: %s".formatted(what, e.getMessage()), e);
  }
}
