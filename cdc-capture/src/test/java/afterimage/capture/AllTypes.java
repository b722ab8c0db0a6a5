package afterimage.capture;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Every type that is carried.
public final class AllTypes {

  private AllTypes() {}

  /// A type, and SQL for a random value of it; `%d` is a random number.
  public record Sort(String type, String value) {

    /// SQL for a random value.
    public String random(Random random) {
      return value.contains("%d")
          ? value.formatted(random.nextInt(20_000) - 10_000)
          : value.replace("%%", "%");
    }
  }

  public static final List<Sort> SORTS =
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

  /// Makes the types that are not of every server, and the table `types` with a column of each.
  public static void create(Statement sql) throws SQLException {
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
      columns.add("c%d %s".formatted(i, SORTS.get(i).type()));
    }
    sql.execute(
        "CREATE TABLE types (id int PRIMARY KEY, %s)".formatted(String.join(", ", columns)));
    sql.execute("ALTER TABLE types REPLICA IDENTITY FULL");
  }
}
