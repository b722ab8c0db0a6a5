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

  /// A type, and SQL for a random value of it; `%d` is a random number.
  private record Sort(String type, String value) {}

  private static final List<Sort> SORTS =
      List.of(
          new Sort("int2", "(%d %% 32768)"),
          new Sort("int4", "%d"),
          new Sort("int8", "(%d * 4294967291)"),
          new Sort("oid", "(abs(%d))"),
          new Sort(
              "float4",
              "(array[0.1, 1e-45, -0.0, 'NaN', 'Infinity', random()::float4]::float4[])[1 + abs(%d) %% 6]"),
          new Sort(
              "float8",
              "(array[0.1, 5e-324, '-0', 'NaN', '-Infinity', random()]::float8[])[1 + abs(%d) %% 6]"),
          new Sort(
              "numeric",
              "(array[1.500, 1e40, -0.000000000000000000001, 'NaN', 'Infinity', '-Infinity', random()::numeric]::numeric[])[1 + abs(%d) %% 7]"),
          new Sort("numeric(10,2)", "(%d / 100.0)"),
          new Sort("bool", "(%d %% 2 = 0)"),
          new Sort(
              "text",
              "(array['', 'é😀', E'\\\\ \\' \" \\n', 'null', repeat('x', 3000)])[1 + abs(%d) %% 5]"),
          new Sort("char(5)", "(array['', 'a ', 'abcde'])[1 + abs(%d) %% 3]"),
          new Sort("varchar(5)", "(array['', 'a ', 'abcde'])[1 + abs(%d) %% 3]"),
          new Sort("name", "('n' || %d)"),
          new Sort("\"char\"", "'q'"),
          new Sort("bytea", "(array['\\x', '\\x00ff10', '\\x5c78']::bytea[])[1 + abs(%d) %% 3]"),
          new Sort(
              "date",
              "(array['2020-02-29', '0044-03-15 BC', 'infinity', '-infinity', '12020-01-01', '4713-01-01 BC', '0001-01-01', '0001-12-31 BC']::date[])[1 + abs(%d) %% 8]"),
          new Sort(
              "time",
              "(array['10:00', '10:00:00.123456', '23:59:59.999999', '00:00']::time[])[1 + abs(%d) %% 4]"),
          new Sort(
              "timestamp",
              "(array['2020-02-29 10:00:00.123456', '0044-03-15 00:00:01 BC', 'infinity', '-infinity', '12020-01-01 00:00', '1500-01-01 12:00']::timestamp[])[1 + abs(%d) %% 6]"),
          new Sort(
              "timestamptz",
              "(array['2020-02-29 10:00:00.123456+02', '0044-03-15 00:00:01+00 BC', 'infinity', '-infinity', '12020-01-01 00:00+00', '1500-01-01 12:00+00']::timestamptz[])[1 + abs(%d) %% 6]"),
          new Sort(
              "interval",
              "(array['1 year 2 mons -3 days 04:05:06.789012', '-1 mons +40 days', '00:00', '-00:00:00.000001', '178000000 years']::interval[])[1 + abs(%d) %% 5]"),
          new Sort("uuid", "gen_random_uuid()"),
          new Sort(
              "json", "(array['{\"b\": 1,  \"a\":2.50}', 'null', '[]']::json[])[1 + abs(%d) %% 3]"),
          new Sort(
              "jsonb",
              "(array['{\"b\": 1,  \"a\":2.50}', 'null', '\"x\"', '1e100']::jsonb[])[1 + abs(%d) %% 4]"),
          new Sort("xml", "'<a>é</a>'"),
          new Sort("inet", "(array['10.0.0.1/8', '::1', 'fe80::1/64']::inet[])[1 + abs(%d) %% 3]"),
          new Sort("cidr", "'10.0.0.0/8'"),
          new Sort("macaddr", "'08:00:2b:01:02:03'"),
          new Sort("macaddr8", "'08:00:2b:01:02:03:04:05'"),
          new Sort("money", "((%d)::money / 100)"),
          new Sort("tsvector", "to_tsvector('english', 'the quick fox''s jump')"),
          new Sort("tsquery", "to_tsquery('english', 'quick & !fox')"),
          new Sort("pg_lsn", "'16/B374D848'"),
          new Sort("int4range", "(array['[1,5)', 'empty', '(,)']::int4range[])[1 + abs(%d) %% 3]"),
          new Sort("int8range", "'[1,9000000000)'"),
          new Sort("numrange", "'[1.50,)'"),
          new Sort("tsrange", "'[2020-01-01 00:00:00.5,infinity)'"),
          new Sort("tstzrange", "'[2020-01-01 00:00+00,infinity)'"),
          new Sort("daterange", "'[2020-01-01,2021-01-01)'"),
          new Sort("int4multirange", "'{[1,5),[7,9)}'"),
          new Sort("int8multirange", "'{}'"),
          new Sort("nummultirange", "'{[1.50,2.0],(3,)}'"),
          new Sort("tsmultirange", "'{[2020-01-01 00:00,2021-01-01 00:00)}'"),
          new Sort("tstzmultirange", "'{[2020-01-01 00:00+00,2021-01-01 00:00+00)}'"),
          new Sort("datemultirange", "'{[2020-01-01,2021-01-01)}'"),
          new Sort("jsonpath", "'$.a[*] ? (@ > 1)'"),
          new Sort("xid8", "(abs(%d)::text::xid8)"),
          new Sort("xid", "(abs(%d)::text::xid)"),
          new Sort("cid", "'7'"),
          new Sort("tid", "'(1,2)'"),
          new Sort("pg_snapshot", "'10:20:10,14'"),
          new Sort("txid_snapshot", "'10:20:10,14'"),
          new Sort("regtype", "'integer'"),
          new Sort("regclass", "'pg_class'"),
          new Sort("regnamespace", "'pg_catalog'"),
          new Sort("regproc", "'now'"),
          new Sort("regprocedure", "'abs(integer)'"),
          new Sort("regoper", "'||/'"),
          new Sort("regoperator", "'+(integer,integer)'"),
          new Sort("regconfig", "'english'"),
          new Sort("regdictionary", "'simple'"),
          new Sort("regcollation", "'\"C\"'"),
          new Sort("regrole", "current_user::regrole"),
          new Sort("aclitem", "makeaclitem(10, 10, 'SELECT', false)"),
          new Sort("refcursor", "'c'"),
          new Sort("citext", "(array['Ab', ''])[1 + abs(%d) %% 2]"),
          new Sort("ltree", "'Top.Science'"),
          new Sort("cube", "'(1.5,2),(3,4)'"),
          new Sort("isbn13", "'978-0-393-04002-9'"),
          new Sort("small_posint", "(1 + abs(%d) %% 9)"),
          new Sort("happy", "'sad'"),
          new Sort("prices", "array[1.50, null]"),
          new Sort("length", "'[1.5,2.5)'"),
          new Sort("mood", "(array['sad', 'very \"glad\"']::mood[])[1 + abs(%d) %% 2]"),
          new Sort("posint", "(1 + abs(%d))"),
          new Sort("pair", "row(%d, 'a, b')::pair"),
          new Sort("int4[]", "array[%d, null, 3]"),
          new Sort("int2[]", "'{}'"),
          new Sort("int8[]", "array[%d, 9000000000]"),
          new Sort("oid[]", "array[1, null]::oid[]"),
          new Sort("float4[]", "array[0.1, '-0', 'NaN', null]::float4[]"),
          new Sort("varchar[]", "array['a ', null, '']::varchar[]"),
          new Sort("char(3)[]", "array['a', null]::char(3)[]"),
          new Sort("json[]", "array['{\"a\":  1}', null]::json[]"),
          new Sort("inet[]", "array['10.0.0.1/8', null]::inet[]"),
          new Sort("int4range[]", "array['[1,5)', 'empty', null]::int4range[]"),
          new Sort("int8range[]", "array['[1,5)']::int8range[]"),
          new Sort("numrange[]", "array['[1.50,5)']::numrange[]"),
          new Sort("text[]", "array['a', 'b,c', null, 'NULL', '\"\\', '']"),
          new Sort("numeric[]", "array[1.50, null, %d]::numeric[]"),
          new Sort("bool[]", "array[true, null]"),
          new Sort("float8[]", "array[0.1, 'NaN', %d]::float8[]"),
          new Sort("uuid[]", "array[gen_random_uuid()]"),
          new Sort("jsonb[]", "array['{\"a\": 1}', null]::jsonb[]"),
          new Sort("mood[]", "array['sad', 'very \"glad\"']::mood[]"),
          new Sort("bytea[]", "array['\\x00ff', '\\x']::bytea[]"));

  private final Database database = TestPostgres.freshDatabase();

  @Test
  void every_type_comes_back_from_its_event_equal_to_the_bit() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("TypesTest: -Dseed=" + seed);
    Random random = new Random(seed);
    try (Connection connection = database.connect();
        Statement sql = connection.createStatement()) {
      create(sql);
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
      for (int i = 0; i < SORTS.size(); i++) {
        try (ResultSet rows =
            sql.executeQuery(
                ("SELECT t.c%d::text, r.c%d::text FROM types t FULL JOIN restored r USING (id)"
                        + " WHERE t.c%d::text IS DISTINCT FROM r.c%d::text")
                    .formatted(i, i, i, i))) {
          assertThat(rows.next() ? rows.getString(1) + " came back as " + rows.getString(2) : "")
              .as("seed %d: %s", seed, SORTS.get(i).type)
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
      create(sql);
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
        assertThat(preview.awaitCaughtUp(Duration.ofSeconds(120))).isTrue();
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
        for (int c = 0; c < SORTS.size(); c++) {
          String column = "c" + c;
          assertThat(found.get(i).cell(column))
              .as("seed %d: %s", seed, SORTS.get(c).type)
              .isEqualTo(logged.get(i).cell(column));
        }
      }
    }
  }

  private static void create(Statement sql) throws Exception {
    sql.execute("CREATE TYPE mood AS ENUM ('sad', 'very \"glad\"')");
    sql.execute("CREATE DOMAIN posint AS int CHECK (value > 0)");
    sql.execute("CREATE TYPE pair AS (a int, b text)");
    for (String extension : List.of("citext", "ltree", "cube", "isn")) {
      sql.execute("CREATE EXTENSION " + extension);
    }
    sql.execute("CREATE DOMAIN small_posint AS posint CHECK (value < 10)");
    sql.execute("CREATE DOMAIN happy AS mood");
    sql.execute("CREATE DOMAIN prices AS numeric[]");
    sql.execute("CREATE TYPE length AS RANGE (subtype = float8)");
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < SORTS.size(); i++) {
      columns.add("c%d %s".formatted(i, SORTS.get(i).type));
    }
    sql.execute(
        "CREATE TABLE types (id int PRIMARY KEY, %s)".formatted(String.join(", ", columns)));
    sql.execute("ALTER TABLE types REPLICA IDENTITY FULL");
  }

  @Test
  void every_type_that_the_server_has_is_carried_or_refused() throws Exception {
    Set<String> carried = SORTS.stream().map(sort -> plain(sort.type)).collect(Collectors.toSet());
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
    for (int i = 0; i < SORTS.size(); i++) {
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
    for (int i = 0; i < SORTS.size(); i++) {
      names.add("c" + i);
    }
    return String.join(", ", names);
  }

  private static String values(Random random) {
    return SORTS.stream()
        .map(sort -> random.nextInt(6) == 0 ? "NULL" : value(sort, random))
        .collect(Collectors.joining(", "));
  }

  private static String value(Sort sort, Random random) {
    return sort.value.contains("%d")
        ? sort.value.formatted(random.nextInt(20_000) - 10_000)
        : sort.value.replace("%%", "%");
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
