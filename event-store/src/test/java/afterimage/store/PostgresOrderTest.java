package afterimage.store;

import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import io.agroal.api.AgroalDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresOrderTest implements OrderContract {

  private final Database database = TestPostgres.freshDatabase();
  private AgroalDataSource pool;

  @BeforeEach
  void migrate() {
    pool = database.pool(30);
    StoreSchema.migrate(pool);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public AgroalDataSource pool() {
    return pool;
  }
}
