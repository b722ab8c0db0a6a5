package afterimage.capture.sink;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.TableId;
import afterimage.capture.chapter.ChapterStore;
import afterimage.capture.recording.RowJson;
import afterimage.capture.source.SourceIdentity;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.Translation;
import afterimage.store.EventStore;
import afterimage.store.ExpectedVersion;
import afterimage.store.NewEvent;
import afterimage.store.StreamAppend;
import afterimage.store.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /// @param database migrated by [CaptureSchema] and by the store's own schema
  /// @param store a store in the same database
  public EventStoreSink(DataSource database, EventStore store) {
    this(database, store, false);
  }

  private EventStoreSink(DataSource database, EventStore store, boolean keepsChanges) {
    this.database = database;
    this.store = store;
    this.keepsChanges = keepsChanges;
  }

  /// One that stores the row changes with their events, see [KeptChanges].
  public static EventStoreSink keepingChanges(DataSource database, EventStore store) {
    return new EventStoreSink(database, store, true);
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
                     publication, published, tables, start_lsn::text AS start_lsn,
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
  }

  @Override
  public KnownRows knownRows(String pipeline) {
    return new StoredRows(database, pipeline);
  }

  @Override
  public void store(String pipeline, LogSequenceNumber from, List<Translation> translations) {
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
          write(connection, pipeline, translations);
        });
  }

  /// Everything but the checkpoint.
  void write(Connection connection, String pipeline, List<Translation> translations) {
    store.append(appends(translations), connection);
    UnexplainedTable unexplained = new UnexplainedTable(connection, pipeline);
    for (Translation translation : translations) {
      unexplained.keep(translation);
      unexplained.keep(translation.changeSet(), translation.idle());
    }
    remember(connection, pipeline, translations);
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

  /// The last image of each row, in two statements however many there are.
  private static void remember(
      Connection connection, String pipeline, List<Translation> translations) {
    Map<List<String>, RowImage> last = new LinkedHashMap<>();
    for (Translation translation : translations) {
      for (TableId table : translation.emptied()) {
        last.values().removeIf(image -> image.table().equals(table));
        forget(connection, pipeline, table);
      }
      for (RowImage image : translation.rows()) {
        last.put(address(image), image);
      }
    }
    put(connection, pipeline, last);
  }

  /// @param last images by stream, table and key; is changed
  static void put(Connection connection, String pipeline, Map<List<String>, RowImage> last) {
    if (last.isEmpty()) {
      return;
    }
    sql(connection)
        .execute(
            """
            DELETE FROM afterimage_capture.known_rows k
            USING unnest(?::text[], ?::text[], ?::text[]) gone (stream_id, table_name, row_key)
            WHERE k.pipeline = ? AND k.stream_id = gone.stream_id
              AND k.table_name = gone.table_name AND k.row_key = gone.row_key
            """,
            column(last, i -> i.stream().value()),
            column(last, i -> i.table().toString()),
            column(last, RowImage::key),
            pipeline);
    last.values().removeIf(image -> image.row().isEmpty());
    sql(connection)
        .execute(
            """
            INSERT INTO afterimage_capture.known_rows
            SELECT ?, * FROM unnest(?::text[], ?::text[], ?::text[], ?::jsonb[])
            """,
            pipeline,
            column(last, i -> i.stream().value()),
            column(last, i -> i.table().toString()),
            column(last, RowImage::key),
            column(last, i -> RowJson.write(i.row().orElseThrow())));
  }

  static List<String> address(RowImage image) {
    return List.of(image.stream().value(), image.table().toString(), image.key());
  }

  /// A table that was emptied has no rows in any aggregate.
  static void forget(Connection connection, String pipeline, TableId table) {
    sql(connection)
        .execute(
            "DELETE FROM afterimage_capture.known_rows WHERE pipeline = ? AND table_name = ?",
            pipeline,
            table.toString());
  }

  private static String[] column(
      Map<List<String>, RowImage> images, Function<RowImage, String> of) {
    return images.values().stream().map(of).toArray(String[]::new);
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
