package afterimage.capture;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.postgres.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables that the shipped mappings read, made anew in a database.
public final class Shops {

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE carts (
            id bigint PRIMARY KEY, discount numeric(10,2) NOT NULL DEFAULT 0,
            checked_out boolean NOT NULL DEFAULT false,
            updated_at timestamptz NOT NULL DEFAULT now())
          """,
          """
          CREATE TABLE cart_items (
            cart_id bigint REFERENCES carts, sku text, quantity integer NOT NULL,
            unit_price numeric(10,2) NOT NULL, PRIMARY KEY (cart_id, sku))
          """,
          "CREATE TABLE buttons (id text PRIMARY KEY, state text NOT NULL)");

  private Shops() {}

  public static Catalog create(Database database) throws SQLException {
    try (Connection connection = database.connect()) {
      for (String table : TABLES) {
        execute(connection, table);
      }
      for (String table : List.of("carts", "cart_items", "buttons")) {
        execute(connection, "ALTER TABLE %s REPLICA IDENTITY FULL".formatted(table));
      }
    }
    return catalog(database);
  }

  public static Catalog catalog(Database database) throws SQLException {
    try (Connection connection = database.connect()) {
      return Catalog.read(connection);
    }
  }

  public static List<Mapping> mappings(Catalog catalog) {
    return List.of(
        MappingReader.read(Path.of("../mappings/cart.yaml"), catalog),
        MappingReader.read(Path.of("../mappings/button.yaml"), catalog));
  }

  /// Of the cart's tables, without a pattern that looks beyond one change: no rows are remembered.
  static List<Mapping> plain(Catalog catalog) {
    return List.of(
        MappingReader.read(
            "plain.yaml",
            """
            mapping: plain
            version: 1
            streams: { cart: { root: carts, id: "cart-{id}", members: { cart_items: cart_id } } }
            events:
              ItemAdded:
                from:
                  - insert: cart_items
                    data: { sku: after.sku, quantity: after.quantity, price: after.unit_price }
                  - update: cart_items
                    when: after.quantity > before.quantity
                    data: { sku: after.sku, quantity: after.quantity - before.quantity, price: after.unit_price }
                restore:
                  cart_items:
                    key: { cart_id: stream.id, sku: event.sku }
                    set: { quantity: "row.?quantity.orValue(0) + event.quantity", unit_price: event.price }
            ignore:
              - { insert: carts, because: a cart comes into being with its first item }
            """,
            catalog));
  }

  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
