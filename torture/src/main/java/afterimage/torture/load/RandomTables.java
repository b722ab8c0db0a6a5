package afterimage.torture.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// Random tables, and a mapping that explains every change of them.
public record RandomTables(List<RandomTable> tables) {

  /// A type and its default.
  private static final List<String> TYPES =
      List.of(
          "int",
          "bigint DEFAULT 7",
          "numeric",
          "numeric(12,3) DEFAULT 1.500",
          "text",
          "text DEFAULT 'it''s'",
          "boolean NOT NULL DEFAULT false",
          "double precision",
          "real",
          "jsonb",
          "bytea",
          "date",
          "timestamptz",
          "timestamp DEFAULT now()",
          "interval",
          "uuid",
          "int[]",
          "text[]",
          "int4range");

  public RandomTables {
    tables = List.copyOf(tables);
  }

  public static RandomTables of(Random random) {
    List<RandomTable> tables = new ArrayList<>();
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      List<RandomTable.Column> keys = new ArrayList<>();
      keys.add(new RandomTable.Column("k", "int", "int"));
      // The first one is what others belong to, by one number.
      if (i > 0 && random.nextInt(3) == 0) {
        keys.add(new RandomTable.Column("k2", "key", "text"));
      }
      List<RandomTable.Column> columns = new ArrayList<>();
      for (int c = random.nextInt(6); c >= 0; c--) {
        String definition = TYPES.get(random.nextInt(TYPES.size()));
        columns.add(new RandomTable.Column("c" + c, definition.split(" ", 2)[0], definition));
      }
      tables.add(
          new RandomTable(
              "t" + i,
              keys,
              columns,
              random.nextBoolean(),
              i > 0 && random.nextBoolean() ? "t0" : ""));
    }
    return new RandomTables(tables);
  }

  public List<String> ddl() {
    return tables.stream().flatMap(table -> table.ddl().stream()).toList();
  }

  public String mapping() {
    return """
    mapping: torture
    version: 1
    streams:
    %sevents:
    %sremember: [ %s ]
    """
        .formatted(
            tables.stream()
                .map(
                    t ->
                        "  %s: { root: %s, id: \"%s\" }\n"
                            .formatted(t.name(), t.name(), t.stream()))
                .collect(Collectors.joining()),
            tables.stream().map(RandomTable::events).collect(Collectors.joining()),
            tables.stream().map(RandomTable::name).collect(Collectors.joining(", ")));
  }
}
