package afterimage.capture.doctor;

import afterimage.capture.source.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What to do so that the old row is logged, or that publishing a table lets the application's
/// UPDATE and DELETE through.
///
/// @param parts the table, and its partitions
record IdentityAdvice(TableFacts table, List<TableFacts> parts) {

  private static final String LOCK =
      "the statement waits for every transaction that uses the table, and lets nobody else in while it"
          + " waits: SET lock_timeout = '5s' before it";

  Optional<Finding> finding() {
    boolean isSafe = parts.stream().allMatch(TableFacts::isSafe);
    boolean isFull = parts.stream().allMatch(part -> part.identity().equals("f"));
    if (isSafe && isFull) {
      return Optional.empty();
    }
    boolean bearsFull = parts.stream().allMatch(TableFacts::bearsFull);
    if (bearsFull) {
      return Optional.of(full(isSafe));
    }
    return Optional.of(isSafe ? remember() : another());
  }

  private Finding full(boolean isSafe) {
    return new Finding(
        isSafe ? Severity.LOSES : Severity.BLOCKS,
        table.table().toString(),
        isSafe
            ? "of an UPDATE the row as it was is not logged, of a DELETE only its key: what changed, and from what, is lost"
            : refused(),
        parts.size() > 1 ? "A partition that is made later needs it too" : "",
        parts.stream()
            .filter(part -> !part.identity().equals("f"))
            .map(part -> "ALTER TABLE %s REPLICA IDENTITY FULL".formatted(part.quoted()))
            .toList(),
        cost(),
        LOCK);
  }

  private String refused() {
    return Refusal.ofTable(
            new afterimage.capture.catalog.Table(
                table.table(),
                0,
                List.of(),
                List.of(),
                afterimage.capture.catalog.ReplicaIdentity.NOTHING,
                List.of()))
        .map(Refusal::what)
        .orElseThrow();
  }

  private Finding remember() {
    return new Finding(
        Severity.LOSES,
        table.table().toString(),
        "of an UPDATE the row as it was is not logged, and REPLICA IDENTITY FULL would make UPDATE and DELETE fail: "
            + whyNotFull(),
        "Name it in the mapping: remember: [ %s ]; then capture keeps the last image of each row"
            .formatted(table.table()),
        List.of(),
        "a copy of the table beside the checkpoint",
        "nothing in the application");
  }

  private String whyNotFull() {
    List<String> lists =
        parts.stream().flatMap(part -> part.columnLists().stream()).distinct().toList();
    return lists.isEmpty()
        ? "generated columns (%s) are not published".formatted(String.join(", ", table.generated()))
        : "the publication %s publishes it with a list of columns"
            .formatted(String.join(", ", lists));
  }

  /// No key that serves, and FULL is no way out.
  private Finding another() {
    List<String> sql = new ArrayList<>();
    for (TableFacts part : parts) {
      if (part.usableKey()) {
        sql.add("ALTER TABLE %s REPLICA IDENTITY DEFAULT".formatted(part.quoted()));
      } else if (!part.unique().isEmpty()) {
        sql.add(
            "ALTER TABLE %s REPLICA IDENTITY USING INDEX %s"
                .formatted(part.quoted(), part.unique()));
      } else if (parts.size() == 1) {
        sql.addAll(newKey(part));
      }
    }
    return new Finding(
        Severity.BLOCKS,
        table.table().toString(),
        "%s; and REPLICA IDENTITY FULL would do so too: %s".formatted(refused(), whyNotFull()),
        sql.isEmpty() ? "Leave the table out of the mapping" : "",
        sql,
        sql.stream().anyMatch(s -> s.contains("ADD COLUMN"))
            ? "the table is written anew, with nobody else let in"
            : "nothing",
        sql.stream().anyMatch(s -> s.contains("ADD COLUMN"))
            ? "what counts on the number of its columns, such as SELECT * into a fixed list; "
                + LOCK
            : LOCK);
  }

  private static List<String> newKey(TableFacts part) {
    String column = "ALTER TABLE %s ADD COLUMN afterimage_id bigint GENERATED ALWAYS AS IDENTITY";
    if (!part.hasKey()) {
      return List.of((column + " PRIMARY KEY").formatted(part.quoted()), identity(part, "DEFAULT"));
    }
    // There is a primary key that is checked late; a second one cannot be.
    String index = "afterimage_" + Integer.toHexString(part.table().hashCode());
    return List.of(
        column.formatted(part.quoted()),
        "CREATE UNIQUE INDEX %s ON %s (afterimage_id)".formatted(index, part.quoted()),
        identity(part, "USING INDEX " + index));
  }

  private static String identity(TableFacts part, String identity) {
    return "ALTER TABLE %s REPLICA IDENTITY %s".formatted(part.quoted(), identity);
  }

  /// More WAL: the old row whole for each UPDATE and DELETE.
  private String cost() {
    long changes = parts.stream().mapToLong(part -> part.updates() + part.deletes()).sum();
    long width = parts.stream().mapToLong(TableFacts::width).max().orElse(0);
    if (width == 0) {
      return "the old row in the WAL of each UPDATE and DELETE; its size is not known before ANALYZE";
    }
    return "about %s more WAL for each UPDATE and DELETE; for the %,d that the statistics count %s"
        .formatted(size(width), changes, size(width * changes));
  }

  static String size(long bytes) {
    if (bytes < 10_000) {
      return "%,d B".formatted(bytes);
    }
    return bytes < 10_000_000
        ? "%,d kB".formatted(bytes / 1000)
        : "%,d MB".formatted(bytes / 1_000_000);
  }

  static String identity(List<TableFacts> parts) {
    return parts.stream()
        .map(
            part ->
                switch (part.identity()) {
                  case "f" -> "the whole row";
                  case "d" -> part.usableKey() ? "the key" : "nothing";
                  case "i" -> part.usableIndex() ? "an index" : "nothing";
                  default -> "nothing";
                })
        .distinct()
        .collect(Collectors.joining(", in some partitions "));
  }
}
