package afterimage.eventsourced.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What is made of the steps of carts, in tables of its own. Statements name them without a schema.
sealed interface CartView permits CartSummaries, OpenItems, Removals, Checkouts, SalesByDay {

  /// As [afterimage.store.projection.Projection#name] has it.
  String name();

  /// To be raised when the tables or what is put into them changes.
  int version();

  /// The statements that create them.
  List<String> tables();

  /// @param steps in the order of their events
  void apply(List<CartStep> steps, Connection transaction) throws SQLException;

  /// A query for the rows after a key: a column `key`, in whose order (that of code points) they
  /// come, and a column `row`, which is JSON. Its two parameters are the key and how many at most.
  String rows();
}
