package afterimage.capture.proof;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.AllTypes;
import afterimage.capture.Preview;
import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.MappingReader;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the proof reads of a row over JDBC is what capture reads of it in the log, for every type.
class RowReaderTest {

  private final Database database = TestPostgres.freshDatabase();

  @Test
  void a_row_that_is_selected_has_the_cells_that_the_log_gives_it() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("RowReaderTest: -Dseed=" + seed);
    Random random = new Random(seed);
    Map<Cell, Row> logged = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement()) {
      AllTypes.create(sql);
      Catalog catalog = Catalog.read(connection);
      Table table = catalog.table(TableId.parse("types")).orElseThrow();
      String mapping =
          "mapping: t\nversion: 1\nstreams: { t: { root: types, id: 't-{id}' } }\nevents: {}\n";
      try (Preview preview =
          Preview.open(
              database, catalog, List.of(MappingReader.read("t.yaml", mapping, catalog)))) {
        Thread thread =
            Thread.ofPlatform()
                .start(
                    () ->
                        preview.run(
                            translation ->
                                translation
                                    .changeSet()
                                    .changes()
                                    .forEach(
                                        change ->
                                            logged.put(
                                                change.after().cell("id"), change.after()))));
        for (int id = 0; id < 40; id++) {
          String values =
              AllTypes.SORTS.stream()
                  .map(sort -> random.nextInt(6) == 0 ? "NULL" : sort.random(random))
                  .collect(Collectors.joining(", "));
          sql.execute("INSERT INTO types VALUES (%d, %s)".formatted(id, values));
        }
        assertThat(preview.awaitCaughtUp(Duration.ofMinutes(2))).isTrue();
        preview.end();
        thread.join();
      }

      try (SourceSnapshot snapshot = SourceSnapshot.take(database, Duration.ofMinutes(1))) {
        new RowReader(table, table.columns())
            .read(
                snapshot.rows(),
                (cells, _) -> {
                  Row row = logged.remove(cells.getFirst());
                  for (int i = 0; i < cells.size(); i++) {
                    Column column = table.columns().get(i);
                    Cell inLog = row == null ? new Cell.Unchanged() : row.cell(column.name());
                    if (!Sameness.same(column, cells.get(i), inLog)) {
                      wrong.add(
                          "%s %s is selected as %s, and logged as %s"
                              .formatted(column.name(), column.type(), cells.get(i), inLog));
                    }
                  }
                });
      }
    }
    assertThat(wrong).as("seed %d", seed).isEmpty();
    assertThat(logged).isEmpty();
  }
}
