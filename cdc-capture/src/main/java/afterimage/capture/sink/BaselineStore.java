package afterimage.capture.sink;

import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.Translation;
import afterimage.store.EventStore;
import afterimage.store.Json;
import afterimage.store.StreamAppend;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Stores a baseline in a transaction that is given: events, remembered rows, unexplained rows,
/// and at the end the checkpoint that all of it belongs to.
final class BaselineStore {

  private final EventStore store;
  private final Connection connection;
  private final Generation generation;
  private final Checkpoint first;
  private final Counts counts = new Counts();

  BaselineStore(EventStore store, Connection connection, Generation generation, Checkpoint first) {
    this.store = store;
    this.connection = connection;
    this.generation = generation;
    this.first = first;
  }

  void store(Function<KnownRows, Iterator<Translation>> found) {
    DSLContext sql = sql();
    sql.execute("SET LOCAL synchronous_commit = on");
    sql.execute("DELETE FROM afterimage_capture.known_rows WHERE pipeline = ?", first.pipeline());
    KnownRows known = new BaselineRows(connection, first.pipeline());
    store.appendAll(new Appends(found.apply(known)), connection);
    sql.execute(
        """
        INSERT INTO afterimage_capture.gaps (pipeline, what, after_lsn)
        SELECT pipeline, format('%s parked transactions were given up for a new baseline', count(*)),
               min(commit_lsn)
        FROM afterimage_capture.parked_transactions WHERE pipeline = ? GROUP BY pipeline
        """,
        first.pipeline());
    sql.execute(
        "DELETE FROM afterimage_capture.parked_transactions WHERE pipeline = ?", first.pipeline());
    sql.execute("DELETE FROM afterimage_capture.checkpoints WHERE pipeline = ?", first.pipeline());
    insert(sql);
    sql.execute(
        """
        UPDATE afterimage_capture.gaps SET bridged_by = ? WHERE pipeline = ? AND bridged_by IS NULL
        """,
        generation.number(),
        first.pipeline());
    StoredGenerations.note(generation.in(Generation.State.LIVE), connection);
  }

  private void insert(DSLContext sql) {
    sql.execute(
        """
        INSERT INTO afterimage_capture.checkpoints
          (pipeline, generation, mappings, system_identifier, timeline, database, slot,
           publication, published, tables, catalog, start_lsn, end_lsn, explained, ignored, unexplained,
           events, stated, exact, inferred, ambiguous)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::pg_lsn, ?::pg_lsn, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        first.pipeline(),
        first.generation(),
        first.mappings(),
        first.source().systemIdentifier(),
        first.source().timeline(),
        first.source().database(),
        first.source().slot(),
        first.source().publication(),
        first.source().published(),
        first.source().tables(),
        CatalogText.of(first.catalog()),
        first.start().asString(),
        first.end().asString(),
        counts.explained(),
        counts.ignored(),
        counts.unexplained(),
        counts.events(),
        counts.stated(),
        counts.exact(),
        counts.inferred(),
        counts.ambiguous());
  }

  /// What a store takes of each translation as it comes, its events; the rest is written there.
  private final class Appends implements Iterator<StreamAppend> {

    private final Iterator<Translation> found;
    private final Deque<StreamAppend> ready = new ArrayDeque<>();

    Appends(Iterator<Translation> found) {
      this.found = found;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && found.hasNext()) {
        Translation translation = found.next();
        counts.add(translation);
        remember(translation.rows());
        keep(translation);
        ready.addAll(EventStoreSink.appends(List.of(translation)));
      }
      return !ready.isEmpty();
    }

    @Override
    public StreamAppend next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.removeFirst();
    }
  }

  private void remember(List<RowImage> images) {
    if (images.isEmpty()) {
      return;
    }
    sql()
        .execute(
            """
            INSERT INTO afterimage_capture.known_rows (pipeline, stream_id, table_name, row_key, row_image)
            SELECT ?, * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[])
            """,
            first.pipeline(),
            column(images, image -> image.stream().value()),
            column(images, image -> image.table().toString()),
            column(images, RowImage::key),
            column(images, RememberedRows::json));
  }

  private void keep(Translation translation) {
    List<ReadChange> unexplained = translation.unexplained();
    if (unexplained.isEmpty()) {
      return;
    }
    List<Integer> ordinals = new ArrayList<>();
    List<KeptRows> kept = new ArrayList<>();
    for (ReadChange read : unexplained) {
      ordinals.add(read.change().position().ordinal());
      kept.add(KeptRows.of(read.change(), reading(read)));
    }
    sql()
        .execute(
            """
            INSERT INTO afterimage_capture.unexplained
              (pipeline, commit_lsn, ordinal, transaction_id, committed_at, table_name, operation,
               columns, reason, before, after)
            SELECT ?, ?::pg_lsn, n, ?, ?::timestamptz, t, 'found', ARRAY(SELECT jsonb_array_elements_text(c)), r, NULL, a
            FROM unnest(?::int[], ?::text[], ?::jsonb[], ?::text[], ?::jsonb[]) u (n, t, c, r, a)
            """,
            first.pipeline(),
            first.start().asString(),
            translation.changeSet().transaction(),
            translation.changeSet().committedAt().toString(),
            ordinals.toArray(Integer[]::new),
            column(unexplained, read -> read.change().table().toString()),
            column(unexplained, read -> Json.of(reading(read).columns()).text()),
            column(kept, KeptRows::reason),
            column(kept, KeptRows::after));
  }

  private static Reading.Unexplained reading(ReadChange read) {
    return (Reading.Unexplained) read.reading();
  }

  private static <T> @Nullable String[] column(List<T> of, Function<T, @Nullable String> text) {
    return of.stream().map(text).toArray(String[]::new);
  }

  private DSLContext sql() {
    return DSL.using(connection, SQLDialect.POSTGRES);
  }
}
