package afterimage.capture.translate;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.LogEntry;
import afterimage.capture.change.Message;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Expression;
import afterimage.capture.mapping.StreamType;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says which streams entries touch, without translating them.
public final class StreamFinder {

  private final Plan plan;
  private final Set<StreamType> across;
  private final Set<TableId> truncated;

  StreamFinder(Plan plan, Set<StreamType> across, Set<TableId> truncated) {
    this.plan = plan;
    this.across = Set.copyOf(across);
    this.truncated = Set.copyOf(truncated);
  }

  /// @param streams of each entry: none if it may be told anywhere, otherwise those with which it
  ///     must be told
  /// @param emptied tables, and `rows` and `gone` as in a translation, of the tables alone in which
  ///     a stream is looked up
  public record Found(
      List<Set<StreamId>> streams,
      Set<TableId> emptied,
      List<RowImage> rows,
      List<RowImage> gone) {}

  /// @param entries in order
  /// @param known as they were before the first of them
  public Found find(List<LogEntry> entries, KnownRows known) {
    Set<StreamId> foundIn = new HashSet<>();
    AggregateRows rows =
        new AggregateRows(new LookedUp(known), image -> foundIn.add(image.stream()));
    TouchFinder finder = new TouchFinder(rows);
    Set<TableId> emptied = new HashSet<>();
    List<Set<StreamId>> streams = new ArrayList<>(entries.size());
    for (LogEntry entry : entries) {
      streams.add(
          switch (entry) {
            case Message message -> streams(message);
            case RowChange change -> {
              if (change instanceof RowChange.Truncated) {
                emptied.add(change.table());
              }
              foundIn.clear();
              Set<StreamId> touched = streams(change, finder);
              if (!touched.isEmpty()) {
                touched.addAll(foundIn);
              }
              yield touched;
            }
          });
    }
    return new Found(
        streams,
        emptied,
        rows.touched().stream().filter(image -> isLookedUp(image.table())).toList(),
        rows.gone().stream().filter(image -> isLookedUp(image.table())).toList());
  }

  /// Stands for the truncates, which are told together, and for what has no stream.
  public static final StreamId TRUNCATES = StreamId.of("all truncates");

  private Set<StreamId> streams(RowChange change, TouchFinder finder) {
    Plan.OfTable table = plan.table(change.table());
    if (table == null || !isAcross(table)) {
      return Set.of();
    }
    Set<StreamId> streams = new HashSet<>();
    try {
      finder.find(0, change, table).forEach(touch -> streams.add(touch.stream));
    } catch (IllegalArgumentException e) {
      // It has no stream, and gives no event.
    }
    if (change instanceof RowChange.Truncated) {
      streams.add(TRUNCATES);
    }
    for (StreamType type : table.tableStreams()) {
      if (across.contains(type)) {
        type.stream(change.table(), Row.EMPTY).ifPresent(streams::add);
      }
    }
    if (streams.isEmpty()) {
      streams.add(TRUNCATES);
    }
    return streams;
  }

  private boolean isAcross(Plan.OfTable table) {
    return across.contains(table.type())
        || table.tableStreams().stream().anyMatch(across::contains);
  }

  private Set<StreamId> streams(Message message) {
    Set<StreamId> streams = new HashSet<>();
    for (Plan.Planned planned : plan.messages(message.prefix())) {
      if (!across.contains(planned.event().stream())) {
        continue;
      }
      try {
        Optional<Object> body = Intents.read(message);
        if (body.isPresent()) {
          streams.add(TransactionReader.stream(planned, body.get()));
        }
      } catch (Expression.ExpressionFailed | IllegalArgumentException e) {
        // It means no stream, and gives no event.
      }
    }
    return streams;
  }

  /// Whether the stream of some row is found by rows of this table.
  private boolean isLookedUp(TableId id) {
    Plan.OfTable table = plan.table(id);
    if (table == null || !table.remembered()) {
      return false;
    }
    return truncated.contains(id)
        || !table.type().through().isEmpty()
        || table.type().keyColumns(id).stream().anyMatch(key -> isUntold(key, table.table()));
  }

  /// Whether some row, or its old image, does not say what it has in this column.
  private static boolean isUntold(String column, Table table) {
    return table.column(column).map(Column::nullable).orElse(true)
        || (table.replicaIdentity() != ReplicaIdentity.FULL && !table.identity().contains(column));
  }

  /// Rows are asked for only where that may tell a stream.
  private final class LookedUp implements KnownRows {
    private final KnownRows known;

    LookedUp(KnownRows known) {
      this.known = known;
    }

    @Override
    public List<RowImage> of(StreamId stream, TableId table) {
      return known.of(stream, table);
    }

    @Override
    public Optional<RowImage> row(TableId table, String key) {
      return isLookedUp(table) ? known.row(table, key) : Optional.empty();
    }

    @Override
    public List<RowImage> all(TableId table) {
      return known.all(table);
    }
  }
}
