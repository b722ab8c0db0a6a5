package afterimage.bench.capture;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.postgres.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Carts that are filled, changed and checked out: nine row changes each, in three steps of three,
/// which give seven events. The second step of a cart comes a while after its first, the third long
/// after, so that neither the store nor a memory of rows finds it where it was just before.
///
/// @param remembered whether old rows are logged (REPLICA IDENTITY FULL) or remembered by the
///     pipeline
record CartTables(Database database, boolean remembered) {

  static final int CHANGES_OF_A_CART = 9;
  static final int EVENTS_OF_A_CART = 7;

  void create() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE carts (
            id bigint PRIMARY KEY, checked_out boolean NOT NULL DEFAULT false,
            updated_at timestamptz NOT NULL DEFAULT now());
          CREATE TABLE cart_items (
            cart_id bigint, sku text, quantity integer NOT NULL, unit_price numeric(10,2) NOT NULL,
            PRIMARY KEY (cart_id, sku));
          """);
      if (!remembered) {
        statement.execute("ALTER TABLE carts REPLICA IDENTITY FULL");
        statement.execute("ALTER TABLE cart_items REPLICA IDENTITY FULL");
      }
      statement.execute(
          """
          CREATE PROCEDURE live(first bigint, carts integer, per_transaction integer) LANGUAGE plpgsql AS $$
          DECLARE
            soon  CONSTANT integer := greatest(1, carts / 100);
            later CONSTANT integer := greatest(2, carts / 10);
            n     bigint;
            done  integer := 0;
          BEGIN
            FOR i IN 0 .. carts + later - 1 LOOP
              FOR step IN 1 .. 9 LOOP
                n := first + i - CASE WHEN step <= 3 THEN 0 WHEN step <= 6 THEN soon ELSE later END;
                CONTINUE WHEN n < first OR n >= first + carts;
                CASE step
                  WHEN 1 THEN INSERT INTO carts (id) VALUES (n);
                  WHEN 2 THEN INSERT INTO cart_items VALUES (n, 'tea-0001', 2, 3.50);
                  WHEN 3 THEN INSERT INTO cart_items VALUES (n, 'jam-0002', 1, 4.25);
                  WHEN 4 THEN UPDATE cart_items SET quantity = quantity + 3 WHERE cart_id = n AND sku = 'tea-0001';
                  WHEN 5 THEN UPDATE cart_items SET unit_price = 4.75 WHERE cart_id = n AND sku = 'jam-0002';
                  WHEN 6 THEN UPDATE carts SET updated_at = clock_timestamp() WHERE id = n;
                  WHEN 7 THEN UPDATE cart_items SET quantity = quantity + 1 WHERE cart_id = n AND sku = 'tea-0001';
                  WHEN 8 THEN DELETE FROM cart_items WHERE cart_id = n AND sku = 'jam-0002';
                  WHEN 9 THEN UPDATE carts SET checked_out = true, updated_at = clock_timestamp() WHERE id = n;
                END CASE;
                done := done + 1;
                IF done % per_transaction = 0 THEN
                  COMMIT;
                END IF;
              END LOOP;
            END LOOP;
            COMMIT;
          END $$
          """);
    }
  }

  /// Lets carts live.
  ///
  /// @return how many row changes that were
  int live(int changes, int perTransaction) throws SQLException {
    int carts = changes / CHANGES_OF_A_CART;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      // Only how the backlog comes into being; nothing that is measured.
      statement.execute("SET synchronous_commit = off");
      statement.execute("CALL live(1, %d, %d)".formatted(carts, perTransaction));
    }
    return carts * CHANGES_OF_A_CART;
  }

  /// Fills the items' table with rows that were there before capture.
  void fill(int rows) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO cart_items
          SELECT i / 5, 'tea-000' || i %% 5, i %% 9 + 1, 3.50 FROM generate_series(1, %d) i
          """
              .formatted(rows));
      statement.execute("VACUUM ANALYZE cart_items");
    }
  }

  Catalog catalog() throws SQLException {
    try (Connection connection = database.connect()) {
      return Catalog.read(connection);
    }
  }

  Mapping mapping(Catalog catalog) {
    return MappingReader.read(
        "carts.yaml",
        text() + (remembered ? "\nremember: [public.carts, public.cart_items]\n" : ""),
        catalog);
  }

  private static String text() {
    try (InputStream in = CartTables.class.getResourceAsStream("carts.yaml")) {
      if (in == null) {
        throw new IllegalStateException("carts.yaml is not among the resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
