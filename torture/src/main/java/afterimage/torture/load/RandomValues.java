package afterimage.torture.load;

import java.util.List;
import java.util.Random;

/// SQL for random values of a type.
final class RandomValues {

  private RandomValues() {}

  static String of(RandomTable.Column column, Random random) {
    if (!column.definition().contains("NOT NULL") && random.nextInt(6) == 0) {
      return "NULL";
    }
    int n = random.nextInt(20_000) - 10_000;
    return switch (column.type()) {
      case "int", "bigint" -> Integer.toString(n);
      case "numeric" ->
          one(random, "1.500", "-0.000000001", "'NaN'", "'Infinity'", Integer.toString(n));
      case "numeric(12,3)" -> n + ".125";
      case "text" ->
          one(random, "''", "'é😀 ''x'' \\ \"'", "repeat('long ', 1000) || " + n, "'t" + n + "'");
      case "boolean" -> Boolean.toString(random.nextBoolean());
      case "double" -> one(random, "0.1", "'NaN'", "'-Infinity'", "5e-324", n + ".5");
      case "real" -> one(random, "0.1", "'NaN'", "1e-45", n + ".5");
      case "jsonb" -> one(random, "'{\"b\": 1, \"a\": 2.50}'", "'null'", "'[" + n + "]'");
      case "bytea" -> one(random, "'\\x'", "'\\x00ff10'", "'\\x5c78'");
      case "date" -> one(random, "'2020-02-29'", "'0044-03-15 BC'", "'infinity'", "'-infinity'");
      case "timestamptz" ->
          one(
              random,
              "'2020-02-29 10:00:00.123456+02'",
              "'infinity'",
              "'0044-03-15 00:00:01+00 BC'");
      case "timestamp" ->
          one(random, "'2020-02-29 10:00:00.123456'", "'-infinity'", "'1500-01-01'");
      case "interval" -> one(random, "'1 year -3 days 04:05:06.789'", "'00:00'", "'-1 mons'");
      case "uuid" -> "'00000000-0000-0000-0000-0000%08x'".formatted(n);
      case "int[]" -> one(random, "'{}'", "array[" + n + ", NULL, 3]");
      case "text[]" -> "array['a', 'b,c', NULL, 'NULL', '\"\\']";
      case "int4range" -> one(random, "'[1,5)'", "'empty'", "'(," + n + ")'");
      case "key" -> "'k" + Math.floorMod(n, 5) + "'";
      default -> throw new IllegalArgumentException(column.type());
    };
  }

  private static String one(Random random, String... values) {
    return List.of(values).get(random.nextInt(values.length));
  }
}
