package afterimage.capture;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Types;
import afterimage.capture.change.Cell;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingProblems;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.mapping.Problem;
import afterimage.capture.source.ExportedSnapshot;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.capture.source.SnapshotReader;
import afterimage.capture.source.SnapshotRows;
import afterimage.capture.translate.FoldedRows;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import afterimage.postgres.Database;
import afterimage.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Row → event → row on a real server, for every type that is carried.
class TypesTest {

  private static final TableId TYPES = TableId.parse("types");

  private final Database database = TestPostgres.freshDatabase();

  @Test
  void every_type_comes_back_from_its_event_equal_to_the_bit() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("TypesTest: -Dseed=" + seed);
    Random random = new Random(seed);
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement()) {
      AllTypes.create(sql);
      sql.execute("CREATE TABLE restored (LIKE types)");
      Mapping mapping = MappingReader.read("types.yaml", mapping(), Catalog.read(connection));
      FoldedRows folded = new FoldedRows(mapping);
      List<String> wrong = new ArrayList<>();

      try (Preview preview = Preview.open(database, Catalog.read(connection), List.of(mapping))) {
        Thread thread = Thread.ofPlatform().start(() -> preview.run(t -> take(t, folded, wrong)));
        sql.execute("SELECT setseed(0.5)");
        for (int id = 0; id < 40; id++) {
          sql.execute("INSERT INTO types VALUES (%d, %s)".formatted(id, values(random)));
          if (random.nextInt(3) == 0) {
            sql.execute(
                "UPDATE types SET (%s) = (%s) WHERE id = %d"
                    .formatted(names(), values(random), id));
          }
        }
        assertThat(preview.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
        preview.end();
        thread.join();
      }

      assertThat(wrong).as("seed %d", seed).isEmpty();
      for (Row row : folded.rows(TYPES).values()) {
        sql.execute(
            "INSERT INTO restored VALUES (%s)"
                .formatted(
                    row.cells().values().stream()
                        .map(TypesTest::literal)
                        .collect(Collectors.joining(", "))));
      }
      for (int i = 0; i < AllTypes.SORTS.size(); i++) {
        try (ResultSet rows =
            sql.executeQuery(
                ("SELECT t.c%d::text, r.c%d::text FROM types t FULL JOIN restored r USING (id)"
                        + " WHERE t.c%d::text IS DISTINCT FROM r.c%d::text")
                    .formatted(i, i, i, i))) {
          assertThat(rows.next() ? rows.getString(1) + " came back as " + rows.getString(2) : "")
              .as("seed %d: %s", seed, AllTypes.SORTS.get(i).type())
              .isEmpty();
        }
      }
    }
  }

  @Test
  void a_row_that_is_found_has_the_cells_that_the_log_brings() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("TypesTest: -Dseed=" + seed);
    Random random = new Random(seed);
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement()) {
      AllTypes.create(sql);
      Catalog catalog = Catalog.read(connection);
      Mapping mapping = MappingReader.read("types.yaml", mapping(), catalog);
      List<Row> logged = new ArrayList<>();
      try (Preview preview = Preview.open(database, catalog, List.of(mapping))) {
        Thread thread =
            Thread.ofPlatform()
                .start(
                    () ->
                        preview.run(
                            t -> t.changeSet().changes().forEach(c -> logged.add(c.after()))));
        for (int id = 0; id < 40; id++) {
          sql.execute("INSERT INTO types VALUES (%d, %s)".formatted(id, values(random)));
        }
        assertThat(preview.awaitCaughtUp(Duration.ofMinutes(2))).isTrue();
        preview.end();
        thread.join();
      }
      List<Row> found = new ArrayList<>();
      SlotSetup setup = new SlotSetup(database, Slot.named("types_found"));
      try (ExportedSnapshot snapshot = setup.create(mapping.tables(), catalog);
          SnapshotReader reader = SnapshotReader.at(database, snapshot)) {
        SnapshotRows rows = reader.rows(catalog.table(TYPES).orElseThrow());
        for (List<Row> some = rows.next(); !some.isEmpty(); some = rows.next()) {
          found.addAll(some);
        }
      } finally {
        setup.drop();
      }
      for (int i = 0; i < 40; i++) {
        for (int c = 0; c < AllTypes.SORTS.size(); c++) {
          String column = "c" + c;
          assertThat(found.get(i).cell(column))
              .as("seed %d: %s", seed, AllTypes.SORTS.get(c).type())
              .isEqualTo(logged.get(i).cell(column));
        }
      }
    }
  }

  @Test
  void every_type_that_the_server_has_is_carried_or_refused() throws Exception {
    Set<String> carried =
        AllTypes.SORTS.stream().map(sort -> plain(sort.type())).collect(Collectors.toSet());
    List<String> neither = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      List<String> columns = new ArrayList<>();
      try (ResultSet types =
          sql.executeQuery(
              """
              SELECT format_type(oid, NULL) FROM pg_type t
              WHERE typtype IN ('b', 'r', 'm') AND typnamespace = 'pg_catalog'::regnamespace
                AND typname NOT IN ('gtsvector', '_gtsvector', '_cstring')
                -- of these nobody can write a value
                AND typname NOT IN ('pg_brin_bloom_summary', 'pg_brin_minmax_multi_summary',
                  'pg_dependencies', 'pg_mcv_list', 'pg_ndistinct', 'pg_node_tree')
                AND NOT EXISTS (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typtype IN ('c', 'p'))
              ORDER BY 1
              """)) {
        while (types.next()) {
          columns.add("c%d %s".formatted(columns.size(), types.getString(1)));
        }
      }
      sql.execute("CREATE TABLE every_type (%s)".formatted(String.join(", ", columns)));
      for (Column column :
          Catalog.read(connection).table(TableId.parse("every_type")).orElseThrow().columns()) {
        if (Types.refusal(column).isEmpty() && !carried.contains(column.type())) {
          neither.add(column.type());
        }
      }
      connection.rollback();
    }
    assertThat(neither).isEmpty();
  }

  /// As `pg_type` has it.
  private static String plain(String type) {
    return type.replaceAll("\\([0-9,]+\\)", "")
        .replaceFirst("^char(\\[])?$", "bpchar$1")
        .replace("\"", "");
  }

  @Test
  void types_that_do_not_arrive_exactly_are_refused_by_name() throws Exception {
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE EXTENSION hstore");
      sql.execute(
          "CREATE TABLE types (id int PRIMARY KEY, a timetz, b bit(3), c varbit, d point, e interval[], f oidvector, g hstore)");
      String mapping =
          "mapping: t\nversion: 1\nstreams: { t: { root: types, id: 't-{id}' } }\nevents: {}\n";
      Catalog catalog = Catalog.read(connection);
      List<String> told = new ArrayList<>();
      try {
        MappingReader.read("t.yaml", mapping, catalog);
      } catch (MappingProblems e) {
        e.problems().stream().map(Problem::message).forEach(told::add);
      }
      assertThat(told)
          .containsExactly(
              "public.types.a is timetz, which cannot be captured exactly: it arrives moved to UTC."
                  + " Say so: ignore: - { columns: [public.types.a], because: … }",
              "public.types.b is bit, which cannot be captured exactly: it arrives without its"
                  + " length. Say so: ignore: - { columns: [public.types.b], because: … }",
              "public.types.c is varbit, which cannot be captured exactly: it arrives without its"
                  + " length. Say so: ignore: - { columns: [public.types.c], because: … }",
              "public.types.d is point, which cannot be captured exactly: it arrives as a shape,"
                  + " not as its text. Say so: ignore: - { columns: [public.types.d], because: … }",
              "public.types.e is interval[], which cannot be captured exactly: arrays of it do not"
                  + " arrive as they are. Say so: ignore: - { columns: [public.types.e], because: … }",
              "public.types.f is oidvector, which cannot be captured exactly: it arrives as an array"
                  + " that is empty. Say so: ignore: - { columns: [public.types.f], because: … }",
              "public.types.g is hstore, which cannot be captured exactly: it arrives as JSON, which"
                  + " it does not read back. Say so: ignore: - { columns: [public.types.g], because: … }");
      MappingReader.read(
          "t.yaml",
          mapping
              + "ignore: [ { columns: [types.a, types.b, types.c, types.d, types.e, types.f, types.g], because: x } ]",
          catalog);
    }
  }

  private static void take(Translation translation, FoldedRows folded, List<String> wrong) {
    translation.events().forEach(e -> folded.apply(e.stream(), e.type(), e.data()));
    translation.readings().stream()
        .filter(read -> read.reading() instanceof Reading.Unexplained)
        .forEach(read -> wrong.add(read.reading().toString()));
  }

  private static String mapping() {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < AllTypes.SORTS.size(); i++) {
      data.append("          c%d: after.c%d\n".formatted(i, i));
    }
    return """
    mapping: types
    version: 1
    streams: { row: { root: types, id: "row-{id}" } }
    events:
      Written:
        from:
          - insert: types
            data:
    %s      - update: types
            data:
    %s"""
        .formatted(data.toString().indent(2), data.toString().indent(2));
  }

  private static String names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < AllTypes.SORTS.size(); i++) {
      names.add("c" + i);
    }
    return String.join(", ", names);
  }

  private static String values(Random random) {
    return AllTypes.SORTS.stream()
        .map(sort -> random.nextInt(6) == 0 ? "NULL" : sort.random(random))
        .collect(Collectors.joining(", "));
  }

  /// A cell as SQL, to be cast to the column's type.
  private static String literal(Cell cell) {
    return switch (cell) {
      case Cell.Null() -> "NULL";
      case Cell.Unchanged() -> throw new AssertionError("not known");
      case Cell.Value(List<?> elements) ->
          quoted(
              elements.stream()
                  .map(
                      e ->
                          e instanceof Cell.Null
                              ? "NULL"
                              : '"'
                                  + e.toString().replace("\\", "\\\\").replace("\"", "\\\"")
                                  + '"')
                  .collect(Collectors.joining(",", "{", "}")));
      case Cell.Value(Object value) -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
