package afterimage.capture.translate;

import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.store.StreamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Given mappings and known rows, when a transaction makes these changes, then its translation.
final class Derivation {

  static final LogSequenceNumber COMMIT = LogSequenceNumber.valueOf("0/AF");
  static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final Translator translator;
  private final RowMemory known = new RowMemory(KnownRows.NONE);

  private Derivation(Translator translator) {
    this.translator = translator;
  }

  static Derivation with(Mapping... mappings) {
    return with("first", mappings);
  }

  static Derivation with(String generation, Mapping... mappings) {
    return new Derivation(new Translator(List.of(mappings), generation));
  }

  Derivation knowing(String stream, TableId table, String key, Row row) {
    known.put(new RowImage(StreamId.of(stream), table, key, Optional.of(row)));
    return this;
  }

  Translation when(Change... changes) {
    return when(List.of(changes));
  }

  Translation when(List<Change> changes) {
    List<RowChange> made = new ArrayList<>();
    for (Change change : changes) {
      made.add(change.apply(new Position(COMMIT, made.size() + 1)));
    }
    return translator.translate(new ChangeSet(7, COMMIT, NOON, made, List.of()), known);
  }

  /// A change whose place is not known yet.
  interface Change extends Function<Position, RowChange> {}

  static Change inserted(TableId table, Row row) {
    return at -> new RowChange.Inserted(table, at, row);
  }

  static Change updated(TableId table, Row before, Row after) {
    return at -> new RowChange.Updated(table, at, new OldRow.Full(before), after);
  }

  static Change updated(TableId table, OldRow before, Row after) {
    return at -> new RowChange.Updated(table, at, before, after);
  }

  static Change deleted(TableId table, Row before) {
    return at -> new RowChange.Deleted(table, at, new OldRow.Full(before));
  }

  static Change deleted(TableId table, OldRow before) {
    return at -> new RowChange.Deleted(table, at, before);
  }

  static Change truncated(TableId table) {
    return at -> new RowChange.Truncated(table, at);
  }

  static Row cart(long id, String discount, boolean checkedOut) {
    return cart(id, discount, checkedOut, "2026-01-02 12:00:00+00");
  }

  static Row cart(long id, String discount, boolean checkedOut, String updatedAt) {
    return row(
        "id",
        id,
        "discount",
        new BigDecimal(discount),
        "checked_out",
        checkedOut,
        "updated_at",
        updatedAt);
  }

  static Row item(long cart, String sku, long quantity, String price) {
    return row(
        "cart_id", cart, "sku", sku, "quantity", quantity, "unit_price", new BigDecimal(price));
  }

  /// @param cells names and values in turn; a value may be null, or a [Cell]
  static Row row(@Nullable Object... cells) {
    Map<String, Cell> made = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      Object value = cells[i + 1];
      made.put(
          String.valueOf(cells[i]),
          switch (value) {
            case null -> new Cell.Null();
            case Cell cell -> cell;
            default -> new Cell.Value(value);
          });
    }
    return new Row(made);
  }

  /// The events of a translation, each as `stream type data`.
  static List<String> told(Translation translation) {
    return translation.events().stream()
        .map(event -> "%s %s %s".formatted(event.stream(), event.type(), event.data()))
        .toList();
  }

  static List<Reading> readings(Translation translation) {
    return translation.readings().stream().map(ReadChange::reading).toList();
  }
}
