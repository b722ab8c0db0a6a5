package afterimage.comparison.report.ladder;

import afterimage.postgres.Database;
import afterimage.postgres.ServerProblem;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The tables of a database, asked when a story is told.
public final class TablesOf implements Tables {

  private final Database database;

  public TablesOf(Database database) {
    this.database = database;
  }

  @Override
  public String of(String stream) {
    String key = key(stream);
    return switch (kind(stream)) {
      case "cart" -> cart(Long.parseLong(key));
      case "button" -> one("SELECT state FROM buttons WHERE id = ?", key, "no such button");
      case "article" ->
          one("SELECT unit_price::text FROM articles WHERE sku = ?", key, "no such article");
      default -> "nothing";
    };
  }

  @Override
  public List<String> items(String stream) {
    return kind(stream).equals("cart")
        ? rows(
            "SELECT sku FROM cart_items WHERE cart_id = ? ORDER BY sku",
            Long.parseLong(key(stream)),
            row -> row.getString(1))
        : List.of();
  }

  private String cart(long id) {
    List<String> words =
        new ArrayList<>(
            rows(
                "SELECT sku, quantity, unit_price FROM cart_items WHERE cart_id = ? ORDER BY sku",
                id,
                row ->
                    "%s ×%d at %s"
                        .formatted(row.getString(1), row.getInt(2), row.getBigDecimal(3))));
    if (words.isEmpty()) {
      words.add("an empty cart");
    }
    List<String> cart =
        rows(
            "SELECT discount, checked_out FROM carts WHERE id = ?",
            id,
            row ->
                (row.getBigDecimal(1).compareTo(BigDecimal.ZERO) == 0
                        ? ""
                        : ", discount " + row.getBigDecimal(1))
                    + (row.getBoolean(2) ? ", checked out" : ""));
    return cart.isEmpty() ? "no such cart" : String.join(", ", words) + cart.getFirst();
  }

  private String one(String sql, Object key, String otherwise) {
    List<String> rows = rows(sql, key, row -> row.getString(1));
    return rows.isEmpty() ? otherwise : rows.getFirst();
  }

  private interface Read {
    String from(ResultSet row) throws SQLException;
  }

  private List<String> rows(String sql, Object key, Read read) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, key);
      List<String> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(read.from(row));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }

  private static String kind(String stream) {
    return stream.substring(0, Math.max(0, stream.indexOf('-')));
  }

  private static String key(String stream) {
    return stream.substring(stream.indexOf('-') + 1);
  }
}
