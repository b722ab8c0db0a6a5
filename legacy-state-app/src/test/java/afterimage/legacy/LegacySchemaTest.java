package afterimage.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.postgres.Database;
import afterimage.postgres.GeneratedTables;
import afterimage.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LegacySchemaTest {

  @Test
  void the_generated_classes_are_those_of_the_migrated_tables() {
    Database database = TestPostgres.freshDatabase();
    LegacyShop.migrate(database.dataSource());

    assertThat(GeneratedTables.drift(database, "public", "afterimage.legacy.tables"))
        .as("write them anew with -Dafterimage.regenerate=true")
        .isEmpty();
  }

  @Test
  void migrating_again_changes_nothing() {
    Database database = TestPostgres.freshDatabase();
    LegacyShop.migrate(database.dataSource());
    LegacyShop.migrate(database.dataSource());
  }

  @Test
  void every_migration_in_the_folder_is_named() throws IOException {
    try (var files = Files.list(Path.of("src/main/resources/db/legacy"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(LegacySchema.MIGRATIONS);
    }
  }
}
