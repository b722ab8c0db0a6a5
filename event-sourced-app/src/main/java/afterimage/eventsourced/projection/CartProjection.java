package afterimage.eventsourced.projection;

import afterimage.store.EventFilter;
import afterimage.store.RecordedEvent;
import afterimage.store.projection.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// A view as the store keeps it: the folded states first, then what it makes of the steps.
record CartProjection(CartView view) implements Projection {

  @Override
  public String name() {
    return view.name();
  }

  @Override
  public int version() {
    return view.version();
  }

  @Override
  public EventFilter filter() {
    return CartFold.FILTER;
  }

  @Override
  public void create(Connection transaction) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      for (String table : CartFold.TABLES) {
        statement.execute(table);
      }
      for (String table : view.tables()) {
        statement.execute(table);
      }
    }
  }

  @Override
  public void apply(List<RecordedEvent> events, Connection transaction) throws SQLException {
    List<CartStep> steps = CartFold.steps(events, transaction);
    if (!steps.isEmpty()) {
      view.apply(steps, transaction);
    }
  }
}
