package afterimage.capture.translate;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.mapping.Operation;
import afterimage.capture.mapping.StreamType;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds which aggregates a change touches. What the change itself does not say is looked up in the
/// rows that are known, as they were before it.
final class TouchFinder {

  private final AggregateRows rows;

  // Mostly the changes of a transaction touch one aggregate after the other.
  private @Nullable StreamType lastType;
  private @Nullable StreamId last;
  private List<String> lastKey = List.of();

  TouchFinder(AggregateRows rows) {
    this.rows = rows;
  }

  /// @return empty if the change does not tell
  /// @throws IllegalArgumentException if no stream can have a name for it
  List<Touch> find(int place, RowChange change, Plan.OfTable plan) {
    return switch (change) {
      case RowChange.Found(_, _, Row row) -> came(place, change, plan, row, Operation.FOUND);
      case RowChange.Inserted(_, _, Row row) -> came(place, change, plan, row, Operation.INSERT);
      case RowChange.Deleted deleted -> gone(place, deleted, plan);
      case RowChange.Updated updated -> updated(place, updated, plan);
      case RowChange.Truncated _ -> emptied(place, change, plan);
    };
  }

  private List<Touch> came(
      int place, RowChange change, Plan.OfTable plan, Row row, Operation operation) {
    return stream(plan, row)
        .map(
            stream -> {
              remember(plan, stream, row);
              return List.of(touch(place, change, plan, operation, stream, Row.EMPTY, row));
            })
        .orElse(List.of());
  }

  private List<Touch> gone(int place, RowChange.Deleted change, Plan.OfTable plan) {
    Row before = filled(change.old(), change.old().known(), plan);
    return stream(plan, before)
        .map(
            stream -> {
              forget(plan, stream, before);
              return List.of(
                  touch(place, change, plan, Operation.DELETE, stream, before, Row.EMPTY));
            })
        .orElse(List.of());
  }

  private List<Touch> updated(int place, RowChange.Updated change, Plan.OfTable plan) {
    Row before = filled(change.old(), identity(change, plan.table()), plan);
    Row after = change.row().filledFrom(before);
    Optional<StreamId> left = stream(plan, before);
    boolean stays =
        left.isPresent() && same(plan.type().keyColumns(plan.table().id()), before, after);
    Optional<StreamId> entered = stays ? left : stream(plan, after).or(() -> left);
    if (entered.isEmpty()) {
      return List.of();
    }
    StreamId stream = entered.get();
    if (plan.remembered()) {
      if (!stays || !same(plan.table().key(), before, after)) {
        left.ifPresent(from -> forget(plan, from, before));
      }
      remember(plan, stream, after);
    }
    if (!stays && left.isPresent() && !left.get().equals(stream)) {
      return List.of(
          touch(place, change, plan, Operation.DELETE, left.get(), before, Row.EMPTY),
          touch(place, change, plan, Operation.INSERT, stream, Row.EMPTY, after));
    }
    return List.of(touch(place, change, plan, Operation.UPDATE, stream, before, after));
  }

  private static boolean same(List<String> columns, Row before, Row after) {
    for (String column : columns) {
      if (!(before.cells().get(column) instanceof Cell.Value value)
          || !value.equals(after.cells().get(column))) {
        return false;
      }
    }
    return true;
  }

  /// An update whose old row was not logged left the replica identity as it was.
  private static Row identity(RowChange.Updated change, Table table) {
    if (!(change.old() instanceof OldRow.NotLogged)) {
      return change.old().known();
    }
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (String column : table.identity()) {
      if (change.row().knows(column)) {
        cells.put(column, change.row().cell(column));
      }
    }
    return new Row(cells);
  }

  /// The row as it was, with what is remembered of it.
  private Row filled(OldRow old, Row known, Plan.OfTable plan) {
    if (!plan.remembered() || (old instanceof OldRow.Full && !known.isPartial())) {
      return known;
    }
    Optional<Row> remembered =
        RowImage.key(plan.table().key(), known)
            .flatMap(key -> rows.find(plan.table().id(), key))
            .flatMap(RowImage::row);
    return remembered.map(known::over).orElse(known);
  }

  private List<Touch> emptied(int place, RowChange change, Plan.OfTable plan) {
    List<Touch> touches = new ArrayList<>();
    Map<StreamId, List<Row>> gone = new LinkedHashMap<>();
    if (plan.remembered()) {
      rows.all(change.table())
          .forEach(
              image ->
                  image
                      .row()
                      .ifPresent(
                          row ->
                              gone.computeIfAbsent(image.stream(), _ -> new ArrayList<>())
                                  .add(row)));
    }
    rows.empty(change.table());
    for (StreamType type : plan.tableStreams()) {
      touches.add(
          new Touch(
              place,
              change,
              plan,
              Operation.TRUNCATE,
              type,
              type.stream(change.table(), Row.EMPTY).orElseThrow(),
              Row.EMPTY,
              Row.EMPTY,
              gone.values().stream().flatMap(List::stream).toList()));
    }
    if (!plan.type().isTable()) {
      gone.forEach(
          (stream, taken) ->
              touches.add(
                  new Touch(
                      place,
                      change,
                      plan,
                      Operation.TRUNCATE,
                      plan.type(),
                      stream,
                      Row.EMPTY,
                      Row.EMPTY,
                      taken)));
    }
    return touches;
  }

  private Touch touch(
      int place,
      RowChange change,
      Plan.OfTable plan,
      Operation operation,
      StreamId stream,
      Row before,
      Row after) {
    return new Touch(place, change, plan, operation, plan.type(), stream, before, after, List.of());
  }

  private Optional<StreamId> stream(Plan.OfTable plan, Row row) {
    Table table = plan.table();
    StreamType.Through through = plan.type().through().get(table.id());
    Optional<StreamId> told =
        through == null
            ? plan.type().key(table.id(), row).map(key -> stream(plan.type(), key))
            : RowImage.key(through.columns(), row)
                .flatMap(key -> rows.find(through.parent(), key))
                .map(RowImage::stream);
    if (told.isPresent() || !plan.remembered()) {
      return told;
    }
    return RowImage.key(table.key(), row)
        .flatMap(key -> rows.find(table.id(), key))
        .map(RowImage::stream);
  }

  private StreamId stream(StreamType type, List<String> key) {
    StreamId known = last;
    if (known != null && type.equals(lastType) && key.equals(lastKey)) {
      return known;
    }
    StreamId named = type.stream(key);
    lastType = type;
    lastKey = key;
    last = named;
    return named;
  }

  private void remember(Plan.OfTable plan, StreamId stream, Row row) {
    if (plan.remembered()) {
      RowImage.key(plan.table().key(), row)
          .ifPresent(
              key -> {
                leave(plan, stream, key);
                rows.put(stream, plan.table().id(), key, row);
              });
    }
  }

  private void forget(Plan.OfTable plan, StreamId stream, Row row) {
    if (plan.remembered()) {
      RowImage.key(plan.table().key(), row)
          .ifPresent(
              key -> {
                leave(plan, stream, key);
                rows.remove(stream, plan.table().id(), key);
              });
    }
  }

  private void leave(Plan.OfTable plan, StreamId stream, String key) {
    if (plan.type().through().containsKey(plan.table().id())) {
      rows.leave(stream, plan.table().id(), key);
    }
  }
}
