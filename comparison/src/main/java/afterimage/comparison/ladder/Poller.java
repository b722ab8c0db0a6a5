package afterimage.comparison.ladder;

import afterimage.capture.Pipeline;
import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.postgres.ServerProblem;
import afterimage.store.EventStore;
import afterimage.store.ExpectedVersion;
import afterimage.store.StreamAppend;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.replication.LogSequenceNumber;

/// Asks by SQL which carts were changed since it last asked, and takes them as they are now, with
/// their items. Each row is `found`: whether it is new, and what it was before, is not known.
///
/// Buttons and articles have no `updated_at`. A poller without memory could read these tables
/// whole, and would tell of each row again whenever it asks; so it does not.
public final class Poller {

  private static final TableId CARTS = new TableId("public", "carts");
  private static final TableId ITEMS = new TableId("public", "cart_items");

  /// One statement, so that carts and items are of one moment. The items of a cart come before it,
  /// as a pattern on the cart may look at them.
  private static final String CHANGED =
      """
      SELECT c.id, c.discount, c.checked_out, c.updated_at, i.sku, i.quantity, i.unit_price
      FROM carts c LEFT JOIN cart_items i ON i.cart_id = c.id
      WHERE c.updated_at > ?
      ORDER BY c.updated_at, c.id, i.sku
      """;

  private static final String WHERE = "SELECT pg_current_wal_insert_lsn()::text, clock_timestamp()";

  private final DataSource tables;
  private final Consumer<Translation> store;
  private final String name;
  private final List<Mapping> mappings;
  private final Pipeline.Listener listener;
  private OffsetDateTime last = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  /// @param name makes its events' ids its own
  /// @param store takes what came of each poll, such as [#appending]
  public Poller(
      String name,
      DataSource tables,
      List<Mapping> mappings,
      Consumer<Translation> store,
      Pipeline.Listener listener) {
    this.tables = tables;
    this.store = store;
    this.name = name;
    this.mappings = List.copyOf(mappings);
    this.listener = listener;
  }

  /// Keeps the events and nothing of the rows that they came of.
  public static Consumer<Translation> appending(EventStore store) {
    return translation -> {
      List<StreamAppend> appends = new ArrayList<>();
      for (DerivedEvent event : translation.events()) {
        appends.add(
            new StreamAppend(event.stream(), ExpectedVersion.ANY, List.of(event.toNewEvent())));
      }
      if (!appends.isEmpty()) {
        store.append(appends);
      }
    };
  }

  /// Asks once, and stores what comes of it.
  ///
  /// @throws ServerProblem if the tables cannot be read
  public void poll() {
    ChangeSet changed = changed();
    if (changed.changes().isEmpty()) {
      return;
    }
    // A row that is found has one event for each generation; here each poll finds it anew.
    String generation = name + "/" + Position.text(changed.commit());
    Translation translation =
        new Translator(mappings, generation).translate(changed, KnownRows.NONE);
    store.accept(translation);
    listener.stored(translation);
  }

  private ChangeSet changed() {
    try (Connection connection = tables.getConnection();
        PreparedStatement where = connection.prepareStatement(WHERE);
        PreparedStatement select = connection.prepareStatement(CHANGED)) {
      try (ResultSet row = where.executeQuery()) {
        row.next();
        LogSequenceNumber at = LogSequenceNumber.valueOf(row.getString(1));
        OffsetDateTime now = row.getObject(2, OffsetDateTime.class);
        select.setObject(1, last);
        try (ResultSet rows = select.executeQuery()) {
          return new ChangeSet(0, at, now.toInstant(), read(rows, at), List.of());
        }
      }
    } catch (SQLException e) {
      throw new ServerProblem("The tables cannot be polled: " + e.getMessage(), e);
    }
  }

  private List<RowChange> read(ResultSet rows, LogSequenceNumber at) throws SQLException {
    List<RowChange> changes = new ArrayList<>();
    Row cart = Row.EMPTY;
    long id = Long.MIN_VALUE;
    while (rows.next()) {
      if (rows.getLong("id") != id) {
        found(changes, CARTS, cart, at);
        id = rows.getLong("id");
        cart = cart(rows);
        last = rows.getObject("updated_at", OffsetDateTime.class);
      }
      found(changes, ITEMS, rows.getString("sku") == null ? Row.EMPTY : item(rows), at);
    }
    found(changes, CARTS, cart, at);
    return changes;
  }

  private static void found(List<RowChange> changes, TableId table, Row row, LogSequenceNumber at) {
    if (!row.cells().isEmpty()) {
      changes.add(new RowChange.Found(table, new Position(at, changes.size() + 1), row));
    }
  }

  private static Row cart(ResultSet rows) throws SQLException {
    return row(
        "id", rows.getLong("id"),
        "discount", rows.getBigDecimal("discount"),
        "checked_out", rows.getBoolean("checked_out"),
        "updated_at", rows.getObject("updated_at", OffsetDateTime.class).toInstant().toString());
  }

  private static Row item(ResultSet rows) throws SQLException {
    BigDecimal unitPrice = rows.getBigDecimal("unit_price");
    return row(
        "cart_id", rows.getLong("id"),
        "sku", rows.getString("sku"),
        "quantity", rows.getLong("quantity"),
        "unit_price", unitPrice);
  }

  private static Row row(Object... namesAndValues) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      cells.put((String) namesAndValues[i], new Cell.Value(namesAndValues[i + 1]));
    }
    return new Row(cells);
  }
}
