package afterimage.eventsourced.projection;

import afterimage.store.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the tables of a view, which are the first in the connection's search path.
final class RowQueries {

  private static final String UNREAD =
      "SELECT cart, version, unread FROM states WHERE unread IS NOT NULL ORDER BY cart LIMIT 10";

  private RowQueries() {}

  /// @param after a key, or an empty text for the beginning
  static RowPage page(CartView view, String after, int limit, Connection connection)
      throws SQLException {
    List<Json> rows = new ArrayList<>();
    String last = after;
    boolean more = false;
    try (PreparedStatement query = connection.prepareStatement(view.rows())) {
      query.setString(1, after);
      // One more than asked for shows whether there is a next page.
      query.setInt(2, limit + 1);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          more = rows.size() == limit;
          if (!more) {
            last = row.getString(1);
            rows.add(new Json(row.getString(2)));
          }
        }
      }
    }
    return new RowPage(rows, more ? Optional.of(last) : Optional.empty(), unread(connection));
  }

  private static List<RowPage.Unread> unread(Connection connection) throws SQLException {
    List<RowPage.Unread> unread = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(UNREAD);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        unread.add(new RowPage.Unread("cart-" + row.getLong(1), row.getLong(2), row.getString(3)));
      }
    }
    return unread;
  }
}
