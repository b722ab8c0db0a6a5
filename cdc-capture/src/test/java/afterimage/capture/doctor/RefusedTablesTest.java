package afterimage.capture.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.TableId;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.capture.source.SourceProblem;
import afterimage.postgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Whatever a table is like, and without any advice: either capture refuses it, says why and leaves
/// nothing behind, or what it sets up makes no statement on it fail.
class RefusedTablesTest {

  @Test
  void a_table_is_refused_with_the_reason_or_takes_every_statement_when_it_is_published()
      throws Exception {
    Database database = Zoo.create();
    for (String insert : Zoo.ROWS) {
      Zoo.execute(database, insert);
    }
    Catalog catalog;
    try (Connection connection = database.connect()) {
      catalog = Catalog.read(connection);
    }
    SlotSetup setup = new SlotSetup(database, Slot.named("refused"));
    Map<String, List<String>> refused = new TreeMap<>();
    for (TableId table : catalog.tables().keySet()) {
      try {
        setup.create(List.of(table), catalog).close();
        change(database, table);
        setup.drop();
      } catch (SourceProblem e) {
        assertThat(setup.isPublished()).as("%s", table).isFalse();
        assertThat(setup.confirmed()).as("%s", table).isEmpty();
        refused
            .computeIfAbsent(reason(database, table, e), _ -> new ArrayList<>())
            .add(table.name());
      }
    }
    assertThat(refused)
        .isEqualTo(
            Map.of(
                "it has no key that tells its rows apart, so that publishing it would make UPDATE and"
                    + " DELETE on it fail",
                List.of(
                    "computed_deferred",
                    "computed_keyless",
                    "computed_unique",
                    "deferred",
                    "keyless",
                    "lost_index",
                    "nothing",
                    "parted_keyless",
                    "parted_keyless_1",
                    "virtual"),
                "it has generated columns (twice), which are not published, and REPLICA IDENTITY FULL"
                    + " needs every column: on PostgreSQL 18 its UPDATE and DELETE would fail",
                List.of("computed_full"),
                "it has tables that inherit from it, whose rows are seen as its own",
                List.of("mother"),
                "it is a partition; its rows move to others of its table",
                List.of("parted_1", "parted_2"),
                "it is unlogged: its changes are not in the log",
                List.of("a_unlogged", "z_unlogged"),
                "the partition zoo.parted_1 has another replica identity than it",
                List.of("parted")));
  }

  /// Without where it is and what the table is called, and without the remedy.
  private static String reason(Database database, TableId table, SourceProblem e) {
    String message = String.valueOf(e.getMessage()).replace(database.address() + ": ", "");
    return message.split("\\. ")[0].replaceAll("zoo\\." + table.name() + "\\b", "it");
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
}
