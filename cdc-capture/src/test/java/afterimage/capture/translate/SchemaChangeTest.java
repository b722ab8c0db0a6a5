package afterimage.capture.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Position;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mappings;
import afterimage.capture.mapping.SchemaChange;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Real tables before and after a real ALTER TABLE.
class SchemaChangeTest {

  private static final TableId SHELVES = TableId.parse("shelves");
  private static final Database DATABASE = TestPostgres.freshDatabase();

  private static Table[] altered(String... alterations) throws SQLException {
    try (Connection connection = DATABASE.connect();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute("CREATE TABLE shelves (id int PRIMARY KEY, label text)");
      Table was = Catalog.read(connection).table(SHELVES).orElseThrow();
      for (String alteration : alterations) {
        sql.execute("ALTER TABLE shelves " + alteration);
      }
      Table is = Catalog.read(connection).table(SHELVES).orElseThrow();
      connection.rollback();
      return new Table[] {was, is};
    }
  }

  private static SchemaChange change(String... alterations) throws SQLException {
    Table[] tables = altered(alterations);
    return SchemaChange.of(tables[0], tables[1], column -> !column.equals("aside"));
  }

  @Test
  void columns_that_are_added_with_a_constant_change_each_row_alike() throws SQLException {
    SchemaChange change =
        change(
            "ADD COLUMN n int NOT NULL DEFAULT 7",
            "ADD COLUMN price numeric DEFAULT 'NaN'",
            "ADD COLUMN tags text[]",
            "ADD COLUMN kind text DEFAULT 'o''ak'");

    assertThat(change)
        .isInstanceOfSatisfying(
            SchemaChange.ColumnsAdded.class,
            added -> {
              assertThat(added.data().text())
                  .isEqualTo(
                      "{\"table\":\"public.shelves\",\"columns\":"
                          + "{\"n\":7,\"price\":\"NaN\",\"tags\":null,\"kind\":\"o'ak\"}}");
              assertThat(SchemaChange.ColumnsAdded.read(added.data(), added.table()))
                  .isEqualTo(added);
              assertThat(added.columns()).containsEntry("tags", new Cell.Null());
            });
  }

  @Test
  void it_is_an_event_of_the_table_with_the_same_id_whenever_it_is_derived() throws SQLException {
    var added = (SchemaChange.ColumnsAdded) change("ADD COLUMN n int DEFAULT 7");
    DerivedEvent event = event(added, "one");

    assertThat(event.stream().value()).isEqualTo("schema-public.shelves");
    assertThat(event.type()).isEqualTo("ColumnsAdded");
    assertThat(event).isEqualTo(event(added, "one"));
    assertThat(event.id()).isNotEqualTo(event(added, "two").id());
  }

  private static DerivedEvent event(SchemaChange.ColumnsAdded added, String generation) {
    return SchemaEvents.event(
        added, generation, Mappings.cart(), 7, new Position(Derivation.COMMIT, 1), Derivation.NOON);
  }

  @Test
  void what_cannot_be_said_of_every_row_is_told_in_words() throws SQLException {
    assertThat(change("ADD COLUMN at timestamptz DEFAULT clock_timestamp()"))
        .isEqualTo(
            new SchemaChange.Unknown(
                List.of("at is new, with a default that is not the same for all rows")));
    assertThat(change("RENAME label TO title"))
        .isEqualTo(
            new SchemaChange.Unknown(
                List.of(
                    "label has gone and title is new: whether that is a new name for it is not guessed")));
    assertThat(change("ALTER label TYPE varchar(9)", "DROP CONSTRAINT shelves_pkey"))
        .isEqualTo(
            new SchemaChange.Unknown(
                List.of("its primary key was [id] and is []", "label was text and is varchar")));
  }

  @Test
  void what_concerns_no_row_is_nothing() throws SQLException {
    assertThat(change("ALTER label SET DEFAULT 'x'", "ALTER label SET NOT NULL"))
        .isEqualTo(new SchemaChange.None());
    assertThat(change("DROP COLUMN label", "ALTER id TYPE bigint"))
        .isEqualTo(new SchemaChange.None());
    assertThat(change("ADD COLUMN aside timestamptz DEFAULT now()"))
        .isEqualTo(new SchemaChange.None());
  }

  @Test
  void data_of_another_table_are_refused_and_columns_that_went_later_are_left_out()
      throws SQLException {
    var added = (SchemaChange.ColumnsAdded) change("ADD COLUMN n int DEFAULT 7");
    Table was = altered()[0];

    assertThat(SchemaChange.ColumnsAdded.read(added.data(), was).columns()).isEmpty();
    Table other =
        new Table(
            new TableId("x", "y"),
            1,
            was.columns(),
            was.key(),
            was.replicaIdentity(),
            was.identity());
    assertThatThrownBy(() -> SchemaChange.ColumnsAdded.read(added.data(), other))
        .hasMessage("these are no columns of x.y");
  }
}
