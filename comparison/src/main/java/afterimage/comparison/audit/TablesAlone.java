package afterimage.comparison.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What the legacy app's tables answer on their own, as a run left them: what is, and never how it
/// came to be.
final class TablesAlone {

  private static final String CARTS =
      """
      SELECT c.id, c.discount, c.checked_out, count(i.sku) AS lines,
             coalesce(sum(i.quantity * i.unit_price), 0) AS worth
      FROM carts c LEFT JOIN cart_items i ON i.cart_id = c.id
      GROUP BY c.id
      """;

  private record Row(BigDecimal discount, boolean checkedOut, int lines, BigDecimal worth) {}

  private final Map<String, Row> rows = new HashMap<>();

  /// @throws SQLException if the tables cannot be read
  static TablesAlone read(DataSource tables) throws SQLException {
    TablesAlone alone = new TablesAlone();
    try (Connection connection = tables.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(CARTS)) {
      while (row.next()) {
        alone.rows.put(
            "cart-" + row.getLong("id"),
            new Row(
                row.getBigDecimal("discount"),
                row.getBoolean("checked_out"),
                row.getInt("lines"),
                row.getBigDecimal("worth")));
      }
    }
    return alone;
  }

  Told answer(Question question, String cart) {
    Optional<Row> row = Optional.ofNullable(rows.get(cart));
    return switch (question) {
      case REMOVALS -> Told.unknown("what is not there any more has no row");
      case HELD_AT_A_TIME, HELD_AFTER_CHANGES ->
          Told.unknown("a row says what is held now, and nothing of before");
      case DISCOUNTS -> Told.unknown("there is no column for who gave it, nor for the rule");
      case PRICES -> Told.unknown("there is one column for a price, and none for why");
      case EMPTIED -> emptied(row.orElse(null));
      case FIRST_WRONG -> Told.unknown("no row says how it came to be");
      case WITHOUT_A_DISCOUNT -> without(row.orElse(null));
      case IN_AND_OUT -> Told.unknown("a quantity does not say how it came to be");
      case BEHIND -> Told.unknown("a row does not say who wrote it");
      case FROM_THE_GUEST -> Told.unknown("a line does not say which cart it came from");
      case TIME_TO_CHECKOUT ->
          row.isPresent() && row.get().checkedOut()
              ? Told.unknown("there is no column for when the first item came")
              : Told.that(text("not checked out"));
    };
  }

  private static Told emptied(@Nullable Row row) {
    if (row == null) {
      return Told.unknown("there is no row of it any more");
    }
    return row.lines() > 0
        ? Told.that(text("it is not empty"))
        : Told.unknown("it holds no line, and nothing says why");
  }

  private static Told without(@Nullable Row row) {
    if (row == null) {
      return Told.that(text("gone"));
    }
    return row.discount().signum() == 0
        ? Told.that(JsonNodeFactory.instance.numberNode(row.worth()))
        : Told.unknown("one column holds all discounts together");
  }

  private static TextNode text(String text) {
    return TextNode.valueOf(text);
  }
}
