package afterimage.capture;

import static afterimage.capture.catalog.TestCatalog.CARTS;
import static afterimage.capture.catalog.TestCatalog.ITEMS;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.TestCatalog;
import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.Mappings;
import afterimage.capture.translate.Asked;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.store.StreamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.replication.LogSequenceNumber;

class RecentRowsTest {

  private static final Mapping MAPPING =
      Mappings.of(
          """
          mapping: recent
          version: 1
          streams:
            cart: { root: carts, id: "cart-{id}", members: { cart_items: cart_id } }
          events:
            Put: { from: [ { insert: cart_items, data: { sku: after.sku, quantity: after.quantity, price: after.unit_price } } ] }
            Changed:
              from:
                - update: cart_items
                  data: { sku: after.sku, was: before.quantity, all: "rows.public.cart_items.map(i, i.quantity)" }
            Removed:
              from: [ { delete: cart_items, data: { sku: before.sku, was: before.quantity } } ]
            Discounted: { from: [ { update: carts, data: { was: before.discount, left: "size(rows.public.cart_items)" } } ] }
            Emptied: { from: [ { truncate: cart_items, data: { } } ] }
          remember: [ carts, cart_items ]
          """,
          TestCatalog.shop());

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final RowMemory stored = new RowMemory(KnownRows.NONE);
  private final Deque<Translation> waiting = new ArrayDeque<>();
  private LogSequenceNumber storedUntil = LogSequenceNumber.INVALID_LSN;
  private long lsn = 8;
  private int fetched;

  /// Rows that are always asked for anew, with what the store holds by then, are the other side.
  @ParameterizedTest
  @ValueSource(longs = {0, 2_000, Long.MAX_VALUE})
  void however_much_is_held_the_events_and_their_ids_are_the_same(long room) {
    System.out.println("RecentRowsTest: -Dseed=" + seed);
    Translator translator = new Translator(List.of(MAPPING), "recent");
    RowMemory all = new RowMemory(KnownRows.NONE);
    RecentRows recent = new RecentRows(this::fetch, room, () -> storedUntil);
    int events = 0;
    for (int round = 0; round < 400; round++) {
      List<ChangeSet> batch = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        batch.add(changeSet());
      }
      store();
      recent.expect(translator.asks(batch));
      for (ChangeSet changeSet : batch) {
        Translation expected = translator.translate(changeSet, all);
        store();
        Translation translation = translator.translate(changeSet, recent);

        assertThat(translation.events()).as("seed %d", seed).isEqualTo(expected.events());
        assertThat(translation.readings()).as("seed %d", seed).isEqualTo(expected.readings());
        all.add(translation);
        recent.add(translation);
        waiting.add(translation);
        events += translation.events().size();
      }
    }
    assertThat(events).as("seed %d", seed).isGreaterThan(500);
    assertThat(fetched > 0 || room > 2_000).as("seed %d: rows came from the store", seed).isTrue();
  }

  /// Now and then what waits gets stored, some of it.
  private void store() {
    while (!waiting.isEmpty() && random.nextInt(3) > 0) {
      Translation next = waiting.remove();
      stored.add(next);
      storedUntil = next.changeSet().commit();
    }
  }

  /// As the store does: what is asked for is read now, what is not is read when it is asked for.
  private KnownRows fetch(Asked asked) {
    Map<String, Optional<RowImage>> rows = new HashMap<>();
    asked
        .keys()
        .forEach(
            (table, keys) ->
                keys.forEach(key -> rows.put(table + " " + key, stored.row(table, key))));
    Map<String, List<RowImage>> streams = new HashMap<>();
    asked
        .streams()
        .forEach(
            (table, names) ->
                names.forEach(name -> streams.put(table + " " + name, stored.of(name, table))));
    fetched += (int) rows.values().stream().filter(Optional::isPresent).count();
    return new KnownRows() {
      @Override
      public List<RowImage> of(StreamId stream, TableId table) {
        List<RowImage> there = streams.get(table + " " + stream);
        return there == null ? stored.of(stream, table) : there;
      }

      @Override
      public Optional<RowImage> row(TableId table, String key) {
        Optional<RowImage> there = rows.get(table + " " + key);
        return there == null ? stored.row(table, key) : there;
      }

      @Override
      public List<RowImage> all(TableId table) {
        return stored.all(table);
      }
    };
  }

  private ChangeSet changeSet() {
    LogSequenceNumber commit = LogSequenceNumber.valueOf(lsn += 8);
    List<RowChange> changes = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      changes.add(change(new Position(commit, changes.size() + 1)));
    }
    return new ChangeSet(lsn, commit, Instant.EPOCH, changes, List.of());
  }

  private RowChange change(Position at) {
    TableId table = random.nextInt(3) == 0 ? CARTS : ITEMS;
    Row row = row(table);
    Row key = row.only(table.equals(CARTS) ? List.of("id") : List.of("cart_id", "sku"));
    return switch (random.nextInt(40)) {
      case 0 -> new RowChange.Truncated(ITEMS, at);
      case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> new RowChange.Inserted(table, at, row);
      case 10, 11, 12, 13, 14 -> new RowChange.Deleted(table, at, new OldRow.KeyOnly(key));
      case 15, 16, 17 -> {
        Row other = row(table);
        Row left = other.only(List.copyOf(key.cells().keySet()));
        yield new RowChange.Updated(table, at, new OldRow.KeyOnly(left), row);
      }
      default -> new RowChange.Updated(table, at, new OldRow.NotLogged(), row);
    };
  }

  private Row row(TableId table) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    if (table.equals(CARTS)) {
      cells.put("id", new Cell.Value((long) random.nextInt(20)));
      cells.put("discount", new Cell.Value(new BigDecimal(random.nextInt(5))));
      cells.put("checked_out", new Cell.Value(random.nextBoolean()));
      cells.put("updated_at", new Cell.Value("2026-01-01T00:00:00Z"));
    } else {
      cells.put("cart_id", new Cell.Value((long) random.nextInt(20)));
      cells.put("sku", new Cell.Value("sku" + random.nextInt(3)));
      cells.put("quantity", new Cell.Value((long) random.nextInt(5)));
      cells.put("unit_price", new Cell.Value(new BigDecimal("1.50")));
    }
    return new Row(cells);
  }
}
