package afterimage.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import afterimage.postgres.Database;
import afterimage.postgres.PostgresServer;
import io.agroal.api.AgroalDataSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// The contracts on the oldest version that is supported, in a container.
class Postgres15IT implements EventStoreContract, OrderContract {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable PostgreSQLContainer container;
  private static PostgresServer server;

  private Database database;
  private AgroalDataSource pool;
  private EventStore store;

  @BeforeAll
  static void start() {
    String unusable = unusable();
    assumeTrue(unusable.isEmpty(), "skipped: no usable Docker engine: " + unusable);
    PostgreSQLContainer started = new PostgreSQLContainer("postgres:15");
    container = started;
    started.start();
    server =
        PostgresServer.at(
            new Database(
                started.getHost(),
                started.getFirstMappedPort(),
                started.getDatabaseName(),
                started.getUsername(),
                started.getPassword(),
                Map.of()));
  }

  @AfterAll
  static void stop() {
    if (container != null) {
      container.stop();
    }
  }

  @BeforeEach
  void migrate() {
    database = server.create("test_" + COUNT.incrementAndGet());
    pool = database.pool(30);
    StoreSchema.migrate(pool);
    store = new PostgresEventStore(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Override
  public EventStore store() {
    return store;
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public AgroalDataSource pool() {
    return pool;
  }

  /// Why containers cannot be started here; empty if they can.
  private static String unusable() {
    try {
      return DockerClientFactory.instance().isDockerAvailable() ? "" : "none answers";
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
