package afterimage.comparison.capabilities;

import afterimage.comparison.ladder.RungResult;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Somebody tries to change the past: what the app itself decides from. A derived event cannot be
/// changed either, but whoever changes the row that it was derived from is not stopped.
final class Immutability {

  private static final String NAME = "immutability";

  private Immutability() {}

  static Capability of(RungResult.Ran ran) {
    Database record = ran.tables() == null ? ran.stored() : ran.tables();
    String attempt =
        ran.tables() == null
            ? "UPDATE afterimage.events SET type = 'ItemRemoved'"
            : "UPDATE public.cart_items SET quantity = quantity + 1";
    try (Connection connection = record.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        int changed = statement.executeUpdate(attempt);
        return new Capability(
            NAME, ran.rung(), false, "%s changed %d rows".formatted(attempt, changed));
      } catch (SQLException refused) {
        return new Capability(
            NAME,
            ran.rung(),
            true,
            "%s was refused: %s"
                .formatted(
                    attempt, String.valueOf(refused.getMessage()).lines().findFirst().orElse("")));
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      return new Capability(NAME, ran.rung(), false, "It could not be tried: " + e.getMessage());
    }
  }
}
