package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.Reading;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names that are no identifiers, on a real server and through a real slot.
class IdentifiersTest {

  private static final String MAPPING =
      """
      mapping: laden
      version: 1
      streams:
        wurst:
          root: 'Mein Laden.Würste & "mehr", {alle}'
          id: "wurst-{Nr.}"
          members: { 'Mein Laden.it''s; --DROP': 'FÜR "Wurst"' }
      events:
        WurstGemacht:
          from:
            - insert: 'Mein Laden.Würste & "mehr", {alle}'
              data: { größe: "after['größe in cm']" }
        ZutatGenannt:
          from:
            - insert: 'Mein Laden.it''s; --DROP'
              data: { name: "after.SELECT", andere: "size(rows['Mein Laden']['it\\\\'s; --DROP'])" }
          restore:
            'Mein Laden.it''s; --DROP':
              key: { 'FÜR "Wurst"': "stream['Nr.']", SELECT: event.name }
        WurstGewachsen:
          from:
            - update: 'Mein Laden.Würste & "mehr", {alle}'
              when: "'größe in cm' in changed"
              data: { größe: "after['größe in cm']" }
      """;

  private final Database database = TestPostgres.freshDatabase();

  @Test
  void tables_with_any_names_are_captured_and_read() throws Exception {
    List<String> told = new ArrayList<>();
    List<Reading> readings = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE SCHEMA \"Mein Laden\"");
      sql.execute(
          "CREATE TABLE \"Mein Laden\".\"Würste & \"\"mehr\"\", {alle}\""
              + " (\"Nr.\" int PRIMARY KEY, \"größe in cm\" int NOT NULL)");
      sql.execute(
          "CREATE TABLE \"Mein Laden\".\"it's; --DROP\" (\"FÜR \"\"Wurst\"\"\" int, \"SELECT\" text,"
              + " PRIMARY KEY (\"FÜR \"\"Wurst\"\"\", \"SELECT\"))");
      Catalog catalog = Catalog.read(connection);
      Mapping mapping = MappingReader.read("laden.yaml", MAPPING, catalog);
      try (Preview preview = Preview.open(database, catalog, List.of(mapping))) {
        Thread thread =
            Thread.ofPlatform()
                .start(
                    () ->
                        preview.run(
                            translation -> {
                              translation.events().forEach(event -> told.add(words(event)));
                              translation.readings().forEach(read -> readings.add(read.reading()));
                            }));
        sql.execute("INSERT INTO \"Mein Laden\".\"Würste & \"\"mehr\"\", {alle}\" VALUES (1, 12)");
        sql.execute("INSERT INTO \"Mein Laden\".\"it's; --DROP\" VALUES (1, 'Salz, \"grob\"')");
        sql.execute(
            "UPDATE \"Mein Laden\".\"Würste & \"\"mehr\"\", {alle}\" SET \"größe in cm\" = 13");
        assertThat(preview.awaitCaughtUp(Duration.ofMinutes(2))).isTrue();
        preview.end();
        thread.join();
      }
    }
    assertThat(told)
        .containsExactly(
            "wurst-1 WurstGemacht {\"größe\":12}",
            "wurst-1 ZutatGenannt {\"name\":\"Salz, \\\"grob\\\"\",\"andere\":1}",
            "wurst-1 WurstGewachsen {\"größe\":13}");
    // The old row is not logged here, so that nothing is known of a column but what it became.
    assertThat(readings).hasSize(3).allMatch(Reading.Explained.class::isInstance);
  }

  private static String words(DerivedEvent event) {
    return "%s %s %s".formatted(event.stream(), event.type(), event.data());
  }
}
