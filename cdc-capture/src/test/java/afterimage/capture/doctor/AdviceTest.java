package afterimage.capture.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.TableId;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.domains.Domain;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Advice that is followed must never make a statement of the application fail.
class AdviceTest {

  @Test
  void after_the_advice_was_followed_to_the_letter_every_table_takes_every_statement()
      throws Exception {
    Database database = Zoo.create();
    Examination sick = Doctor.examine(database, List.of());
    for (String sql : sick.sql(Severity.LOSES)) {
      Zoo.execute(database, sql);
    }
    Examination examination = Doctor.examine(database, List.of());
    // What is left has no SQL: it says what to leave out of the mapping, or to say in it.
    assertThat(examination.sql(Severity.LOSES)).isEmpty();
    List<TableId> tables = capturable(examination);
    SlotSetup setup = new SlotSetup(database, Slot.named("advice"));
    setup.create(tables, catalog(database)).close();
    try {
      for (String insert : Zoo.ROWS) {
        Zoo.execute(database, insert);
      }
      for (TableId table : tables) {
        change(database, table);
      }
    } finally {
      setup.drop();
    }
  }

  @Test
  void a_domain_is_fit_once_the_advice_was_followed() throws Exception {
    Database database = TestPostgres.freshDatabase();
    for (Domain domain : Domain.values()) {
      Zoo.execute(database, domain.tables());
    }
    Examination sick = Doctor.examine(database, List.of());
    assertThat(sick.isFit()).isFalse();
    assertThat(sick.next()).startsWith("Follow what BLOCKS");
    assertThat(sick.sql(Severity.LOSES))
        .contains("ALTER TABLE \"billing\".\"postings_2026_h1\" REPLICA IDENTITY FULL");
    for (String sql : sick.sql(Severity.LOSES)) {
      Zoo.execute(database, sql);
    }

    Examination examination = Doctor.examine(database, List.of("library"));

    assertThat(examination.isFit()).as(examination.findings().toString()).isTrue();
    assertThat(examination.tables()).allMatch(table -> table.loses().isEmpty());
    assertThat(examination.next())
        .isEqualTo("Next: afterimage discover --url … --schema library --output mapping.yaml");
  }

  private static List<TableId> capturable(Examination examination) {
    return examination.tables().stream()
        .filter(TableHealth::capturable)
        .map(TableHealth::table)
        .toList();
  }

  private static void change(Database database, TableId table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND attgenerated = '' AND attidentity = '' AND NOT attisdropped"
                    .formatted(table.quoted().replace("'", "''")))) {
      while (row.next()) {
        columns.add(row.getString(1));
      }
    }
    for (String column : columns) {
      Zoo.execute(database, "UPDATE %s SET %s = %s".formatted(table.quoted(), column, column));
    }
    Zoo.execute(database, "DELETE FROM " + table.quoted());
  }

  private static Catalog catalog(Database database) throws SQLException {
    try (Connection connection = database.connect()) {
      return Catalog.read(connection);
    }
  }
}
