package afterimage.cli.ask;

import afterimage.cli.BadConfiguration;
import afterimage.cli.Cleanup;
import afterimage.eventsourced.EventSourcedShop;
import afterimage.eventsourced.projection.ShopProjections;
import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import afterimage.postgres.ServerProblem;
import afterimage.store.PostgresEventStore;
import afterimage.store.StoreObserver;
import afterimage.store.StoreSchema;
import afterimage.store.subscription.Wakeups;
import io.agroal.api.AgroalDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;

/// The shop over a store that is there, or over one that lives only as long as the question.
record OpenStore(EventSourcedShop shop, AgroalDataSource pool, Cleanup cleanup)
    implements AutoCloseable {

  private static final String EMBEDDED = "afterimage_ask";

  static OpenStore open(Optional<Database> given, boolean quiet, PrintWriter err) {
    Cleanup cleanup = new Cleanup(err);
    try {
      if (given.isPresent()) {
        refuseWithoutStore(given.get());
        return over(given.get(), cleanup);
      }
      return embedded(quiet, err, cleanup);
    } catch (RuntimeException e) {
      cleanup.close();
      throw e;
    }
  }

  private static OpenStore embedded(boolean quiet, PrintWriter err, Cleanup cleanup) {
    PostgresServer server = PostgresServer.embedded();
    cleanup.add("stop the PostgreSQL server", server::close);
    if (!quiet) {
      err.println("No store is given: the demo's shopping is done in an " + server.describe());
      err.flush();
    }
    Database database = server.create(EMBEDDED);
    StoreSchema.migrate(database.dataSource());
    OpenStore store = over(database, cleanup);
    Shopping.done(store.shop);
    return store;
  }

  private static OpenStore over(Database database, Cleanup cleanup) {
    // A rebuild reads, writes and holds its lock at the same time.
    AgroalDataSource pool = database.pool(6);
    cleanup.add("close the connections to the store", pool::close);
    return new OpenStore(
        new EventSourcedShop(new PostgresEventStore(pool), Clock.systemUTC()), pool, cleanup);
  }

  /// The shop's projections, which follow nothing here.
  ShopProjections projections() {
    Wakeups wakeups = Wakeups.over(pool);
    cleanup.add("stop waiting for events", wakeups::close);
    return new ShopProjections(new PostgresEventStore(pool), pool, wakeups, StoreObserver.none());
  }

  /// A question makes no tables in a database of yours.
  private static void refuseWithoutStore(Database database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT to_regclass('afterimage.events') IS NOT NULL")) {
      row.next();
      if (!row.getBoolean(1)) {
        throw new BadConfiguration(
            "%s: there is no event store in this database; expected the table afterimage.events."
                    .formatted(database.address())
                + " Name the database of the event-sourced app, or that of the derived events");
      }
    } catch (SQLException e) {
      throw new ServerProblem("%s: %s".formatted(database.address(), e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    cleanup.close();
  }
}
