package afterimage.eventsourced.shipping;

import afterimage.store.EventFilter;
import afterimage.store.Json;
import afterimage.store.Migrations;
import afterimage.store.RecordedEvent;
import afterimage.store.subscription.EventConsumer;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/// Ships each cart that was checked out. There is no second write that could be forgotten: the
/// checkout is the event, and it comes until its shipment is stored. So it may come twice, and is
/// known by its id.
public final class Shipping implements EventConsumer {

  /// Under which it notes how far it has come.
  public static final String NAME = "shipping";

  /// What it wants to be told.
  public static final EventFilter FILTER =
      EventFilter.ALL.types("CheckedOut", "CheckoutCancelled").streamsBeginning("cart-");

  private static final Migrations MIGRATIONS =
      new Migrations(Shipping.class, "shipping", "db/shipping/", List.of("V1__shipments.sql"));

  private static final String SHIP =
      "INSERT INTO shipping.shipments (event, position, cart, document) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT (event) DO NOTHING";
  private static final String CANCEL =
      "UPDATE shipping.shipments SET cancelled_by = ? WHERE cart = ? AND position < ?"
          + " AND cancelled_by IS NULL";
  private static final String ALL =
      "SELECT event, cart, document, cancelled_by IS NOT NULL FROM shipping.shipments"
          + " ORDER BY position";

  private final DataSource database;

  /// @param database with the tables that [#migrate] makes; it need not be that of the store
  public Shipping(DataSource database) {
    this.database = database;
  }

  /// Makes the tables, or brings them up to date, in the schema `shipping`.
  public static void migrate(DataSource database) {
    MIGRATIONS.apply(database);
  }

  @Override
  public void consume(List<RecordedEvent> events) throws SQLException {
    try (Connection connection = database.getConnection()) {
      for (RecordedEvent event : events) {
        switch (event.type()) {
          case "CheckedOut" -> ship(connection, event);
          case "CheckoutCancelled" -> cancel(connection, event);
          case String other ->
              throw new IllegalArgumentException("Shipping knows nothing of " + other);
        }
      }
    }
  }

  /// In the order of their checkouts.
  public List<Shipment> shipments() throws SQLException {
    List<Shipment> shipments = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(ALL);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        shipments.add(
            new Shipment(
                row.getObject(1, UUID.class),
                row.getLong(2),
                new Json(row.getString(3)),
                row.getBoolean(4)));
      }
    }
    return shipments;
  }

  private static void ship(Connection connection, RecordedEvent event) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(SHIP)) {
      insert.setObject(1, event.id());
      insert.setLong(2, event.position());
      insert.setLong(3, cart(event));
      insert.setString(4, document(event).text());
      insert.executeUpdate();
    }
  }

  private static void cancel(Connection connection, RecordedEvent event) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CANCEL)) {
      update.setObject(1, event.id());
      update.setLong(2, cart(event));
      update.setLong(3, event.position());
      update.executeUpdate();
    }
  }

  private static long cart(RecordedEvent event) {
    return Long.parseLong(event.stream().value().substring("cart-".length()));
  }

  private static Json document(RecordedEvent event) {
    JsonNode data = event.data().tree();
    BigDecimal discount = data.path("discount").decimalValue();
    BigDecimal worth =
        data.path("items")
            .valueStream()
            .map(
                item ->
                    item.path("unitPrice")
                        .decimalValue()
                        .multiply(item.path("quantity").decimalValue()))
            .reduce(new BigDecimal("0.00"), BigDecimal::add);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("cart", cart(event));
    document.put("items", data.path("items"));
    document.put("discount", data.path("discount"));
    document.put("total", worth.subtract(discount).max(new BigDecimal("0.00")));
    return Json.of(document);
  }
}
