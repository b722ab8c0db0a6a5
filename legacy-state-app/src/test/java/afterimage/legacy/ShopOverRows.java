package afterimage.legacy;

import afterimage.legacy.cart.CartItem;
import afterimage.legacy.version.ExpectedVersion;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A shop over an empty database of its own, with its rows to look at.
///
/// @param received what the subscriber was told
record ShopOverRows(Database database, LegacyShop shop, List<String> received) {

  static final ExpectedVersion ANY = new ExpectedVersion.Any();

  static ShopOverRows empty() {
    Database database = TestPostgres.freshDatabase();
    List<String> received = new ArrayList<>();
    LegacyShop.migrate(database.dataSource());
    return new ShopOverRows(
        database, new LegacyShop(database.dataSource(), received::add), received);
  }

  static CartItem item(String sku, int quantity, String unitPrice) {
    return new CartItem(sku, quantity, new BigDecimal(unitPrice));
  }

  /// `id discount checked_out`
  List<String> carts() {
    return rows("select concat_ws(' ', id, discount, checked_out) from carts order by id");
  }

  /// `cart_id sku quantity unit_price`
  List<String> items() {
    return rows(
        "select concat_ws(' ', cart_id, sku, quantity, unit_price)"
            + " from cart_items order by cart_id, sku");
  }

  /// The first column of each row, as text.
  List<String> rows(String query) {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }
}
