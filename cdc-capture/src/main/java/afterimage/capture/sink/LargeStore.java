package afterimage.capture.sink;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.TableId;
import afterimage.capture.chapter.ChapterStore;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.IdleMessage;
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
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One transaction of the store, for one large transaction of the source.
final class LargeStore implements ChapterStore {

  /// Bound what is in memory of what is written, in things and in characters.
  private static final int AT_ONCE = 2_000;

  private static final long CHARACTERS_AT_ONCE = 4L << 20;

  private final Connection connection;
  private final EventStore store;
  private final String pipeline;
  private final UnexplainedTable unexplained;
  private final Counts counts = new Counts();

  LargeStore(Connection connection, EventStore store, String pipeline) {
    this.connection = connection;
    this.store = store;
    this.pipeline = pipeline;
    this.unexplained = new UnexplainedTable(connection, pipeline);
  }

  void end() {
    EventStoreSink.sql(connection)
        .execute("DELETE FROM afterimage_capture.gone_rows WHERE pipeline = ?", pipeline);
    Checkpoints.count(connection, pipeline, counts);
  }

  @Override
  public KnownRows rows(Predicate<StreamId> of) {
    return new RowsWithin(connection, pipeline, of);
  }

  @Override
  public void remember(Set<TableId> emptied, List<RowImage> rows, List<RowImage> gone) {
    RememberedRows.write(connection, pipeline, emptied, rows);
    for (TableId table : emptied) {
      EventStoreSink.sql(connection)
          .execute(
              "DELETE FROM afterimage_capture.gone_rows WHERE pipeline = ? AND table_name = ?",
              pipeline,
              table.toString());
    }
    if (!gone.isEmpty()) {
      EventStoreSink.sql(connection)
          .execute(
              """
              INSERT INTO afterimage_capture.gone_rows (pipeline, table_name, row_key, stream_id)
              SELECT ?, * FROM unnest(?::text[], ?::text[], ?::text[])
              ON CONFLICT (pipeline, table_name, row_key) DO UPDATE SET stream_id = EXCLUDED.stream_id
              """,
              pipeline,
              gone.stream().map(image -> image.table().toString()).toArray(String[]::new),
              gone.stream().map(RowImage::key).toArray(String[]::new),
              gone.stream().map(image -> image.stream().value()).toArray(String[]::new));
    }
  }

  @Override
  public void scratch(Runnable work) {
    try {
      Savepoint before = connection.setSavepoint();
      work.run();
      connection.rollback(before);
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      throw EventStoreSink.problem("nothing was stored", e);
    }
  }

  @Override
  public void append(Iterator<DerivedEvent> of) {
    List<StreamAppend> appends = new ArrayList<>();
    List<NewEvent> run = new ArrayList<>();
    @Nullable StreamId stream = null;
    int waiting = 0;
    long characters = 0;
    while (of.hasNext()) {
      DerivedEvent event = of.next();
      if (stream != null && !stream.equals(event.stream())) {
        appends.add(new StreamAppend(stream, ExpectedVersion.ANY, run));
        run = new ArrayList<>();
      }
      stream = event.stream();
      run.add(event.toNewEvent());
      waiting++;
      counts.add(event);
      characters += event.data().text().length();
      if (waiting == AT_ONCE || characters > CHARACTERS_AT_ONCE || !of.hasNext()) {
        appends.add(new StreamAppend(stream, ExpectedVersion.ANY, run));
        store.appendAll(appends.iterator(), connection);
        appends.clear();
        run = new ArrayList<>();
        stream = null;
        waiting = 0;
        characters = 0;
      }
    }
  }

  @Override
  public void read(Translation chapter) {
    counts.add(chapter.readings());
    unexplained.keepChanges(chapter);
  }

  @Override
  public void idle(ChangeSet of, Iterator<IdleMessage> messages) {
    List<IdleMessage> some = new ArrayList<>();
    while (messages.hasNext()) {
      some.add(messages.next());
      if (some.size() == AT_ONCE || !messages.hasNext()) {
        unexplained.keep(of, some);
        some.clear();
      }
    }
  }
}
