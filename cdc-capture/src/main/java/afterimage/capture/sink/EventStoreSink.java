package afterimage.capture.sink;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.recording.RowJson;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.IdleMessage;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
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
          advance(connection, pipeline, from, translations);
          store.append(appends(translations), connection);
          for (Translation translation : translations) {
            translation
                .unexplained()
                .forEach(read -> keep(connection, pipeline, translation.changeSet(), read));
            translation
                .idle()
                .forEach(idle -> keep(connection, pipeline, translation.changeSet(), idle));
          }
          remember(connection, pipeline, translations);
          if (keepsChanges) {
            KeptChanges.keep(connection, pipeline, translations);
          }
        });
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
                count(translations, Reading.Explained.class),
                count(translations, Reading.Ignored.class),
                count(translations, Reading.Unexplained.class),
                translations.stream().mapToLong(t -> t.events().size()).sum(),
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

  private static long count(List<Translation> translations, Class<? extends Reading> kind) {
    return translations.stream().mapToLong(translation -> translation.count(kind)).sum();
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

  private static void keep(
      Connection connection, String pipeline, ChangeSet changeSet, ReadChange read) {
    if (!(read.reading() instanceof Reading.Unexplained(var columns, String reason))) {
      return;
    }
    RowChange change = read.change();
    sql(connection)
        .execute(
            """
            INSERT INTO afterimage_capture.unexplained
            VALUES (?, ?::pg_lsn, ?, ?, ?::timestamptz, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
            """,
            pipeline,
            changeSet.commit().asString(),
            change.position().ordinal(),
            changeSet.transaction(),
            changeSet.committedAt().toString(),
            change.table().toString(),
            change.operation(),
            columns.toArray(String[]::new),
            reason,
            json(change.before()),
            json(change.after()));
  }

  private static @Nullable String json(Row row) {
    return row.cells().isEmpty() ? null : RowJson.write(row);
  }

  /// A message that says something which no event tells; it has no rows.
  private static void keep(
      Connection connection, String pipeline, ChangeSet changeSet, IdleMessage idle) {
    sql(connection)
        .execute(
            """
            INSERT INTO afterimage_capture.unexplained
            VALUES (?, ?::pg_lsn, ?, ?, ?::timestamptz, ?, 'message', '{}', ?, NULL, NULL)
            """,
            pipeline,
            changeSet.commit().asString(),
            idle.message().position().ordinal(),
            changeSet.transaction(),
            changeSet.committedAt().toString(),
            idle.message().prefix(),
            idle.reason());
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
        last.put(List.of(image.stream().value(), image.table().toString(), image.key()), image);
      }
    }
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

  /// A table that was emptied has no rows in any aggregate.
  private static void forget(Connection connection, String pipeline, TableId table) {
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
