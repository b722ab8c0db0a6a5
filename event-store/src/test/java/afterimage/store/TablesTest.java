package afterimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import afterimage.postgres.GeneratedTables;
import afterimage.postgres.TestPostgres;
import org.junit.jupiter.api.Test;

class TablesTest {

  @Test
  void the_committed_classes_are_those_of_the_migrated_schema() {
    Database database = TestPostgres.freshDatabase();
    StoreSchema.migrate(database.dataSource());

    assertThat(GeneratedTables.drift(database, "afterimage", "afterimage.store.tables")).isEmpty();
  }
}
