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

  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
