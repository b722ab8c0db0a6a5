package afterimage.capture.doctor;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.catalog.Types;
import afterimage.capture.change.TableId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Each table, its partitions with it.
final class TableChecks {

  private final Catalog catalog;
  private final String user;
  private final Map<TableId, List<TableFacts>> tables = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<TableHealth> health = new ArrayList<>();

  TableChecks(Query query, Catalog catalog, int version, List<String> schemas) throws SQLException {
    this.catalog = catalog;
    this.user = query.rows("SELECT quote_ident(current_user)", row -> row.getString(1)).getFirst();
    List<TableFacts> facts = TableFacts.read(query, version, schemas);
    facts.stream()
        .filter(fact -> !fact.isPartition())
        .forEach(fact -> tables.put(fact.root(), new ArrayList<>(List.of(fact))));
    facts.stream()
        .filter(TableFacts::isPartition)
        .forEach(fact -> tables.computeIfAbsent(fact.root(), _ -> new ArrayList<>()).add(fact));
    unlogged();
    tables.values().forEach(this::check);
  }

  List<Finding> findings() {
    return findings;
  }

  List<TableHealth> health() {
    return health;
  }

  /// A table is logged only after those that it refers to.
  private void unlogged() {
    Map<String, TableFacts> unlogged = new LinkedHashMap<>();
    tables.values().stream()
        .flatMap(List::stream)
        .filter(fact -> fact.persistence().equals("u"))
        .forEach(fact -> unlogged.put(fact.table().toString(), fact));
    Set<String> done = new LinkedHashSet<>();
    unlogged.keySet().forEach(name -> unlogged(name, unlogged, done, new LinkedHashSet<>()));
  }

  private void unlogged(
      String name, Map<String, TableFacts> unlogged, Set<String> done, Set<String> path) {
    TableFacts fact = unlogged.get(name);
    if (fact == null || done.contains(name) || !path.add(name)) {
      return;
    }
    fact.references().forEach(other -> unlogged(other, unlogged, done, path));
    done.add(name);
    findings.add(
        new Finding(
            Severity.BLOCKS,
            name,
            "it is unlogged: its changes are not in the WAL",
            "Or leave it out of the mapping",
            List.of("ALTER TABLE %s SET LOGGED".formatted(fact.quoted())),
            "the table is written to the WAL once (%s), and from then on every change"
                .formatted(IdentityAdvice.size(fact.bytes())),
            "nobody reads or writes the table meanwhile"));
  }

  private void check(List<TableFacts> parts) {
    TableFacts table = parts.getFirst();
    String where = table.table().toString();
    List<String> loses = new ArrayList<>();
    boolean capturable = true;
    if (table.kind().equals("f")) {
      loses.add("everything: its rows are elsewhere");
      findings.add(
          Finding.note(
              where,
              "it is a foreign table: its changes are not in this server's WAL",
              "Leave it out of the mapping, or capture it where its rows are"));
      capturable = false;
    } else {
      capturable = names(table, where, loses) && table.children().isEmpty();
      rights(table, where);
      int before = findings.size();
      new IdentityAdvice(table, parts).finding().ifPresent(findings::add);
      if (findings.size() > before && findings.getLast().sql().isEmpty()) {
        capturable &= findings.getLast().severity() != Severity.BLOCKS;
      }
      loses.addAll(losses(table, parts));
      columns(table, where, loses);
      notes(table, where);
    }
    Table known = catalog.table(table.table()).orElse(null);
    health.add(
        new TableHealth(
            table.table(),
            kind(table),
            known == null ? List.of() : known.key(),
            table.kind().equals("f") ? "nothing" : IdentityAdvice.identity(parts),
            parts.stream().mapToLong(TableFacts::rows).max().orElse(-1),
            parts.stream().mapToLong(TableFacts::bytes).sum(),
            loses,
            capturable));
  }

  private static String kind(TableFacts table) {
    return switch (table.kind()) {
      case "f" -> "foreign";
      case "p" -> "partitioned";
      default -> table.persistence().equals("u") ? "unlogged" : "table";
    };
  }

  private static List<String> losses(TableFacts table, List<TableFacts> parts) {
    List<String> loses = new ArrayList<>();
    boolean isFull = parts.stream().allMatch(part -> part.identity().equals("f"));
    if (parts.stream().anyMatch(part -> part.persistence().equals("u"))) {
      loses.add("every change: it is unlogged");
    }
    if (!isFull) {
      loses.add("the row as it was");
      if (!table.toastable().isEmpty()) {
        loses.add(
            "long values that an UPDATE leaves alone (%s)".formatted(some(table.toastable())));
      }
    }
    return loses;
  }

  private void columns(TableFacts table, String where, List<String> loses) {
    List<Column> columns = catalog.table(table.table()).map(Table::columns).orElse(List.of());
    for (Column column : columns) {
      Types.refusal(column)
          .ifPresent(
              why -> {
                loses.add("%s (%s)".formatted(column.name(), column.type()));
                findings.add(
                    new Finding(
                        Severity.LOSES,
                        where,
                        "%s is %s, which cannot be carried exactly: %s"
                            .formatted(column.name(), column.type(), why),
                        "Say so in the mapping: ignore: - { columns: [ %s.%s ], because: … }; then this finding stays, and is known"
                            .formatted(where, column.name()),
                        List.of(),
                        "nothing",
                        "nothing"));
              });
    }
    if (!table.generated().isEmpty()) {
      loses.add("generated columns (%s)".formatted(some(table.generated())));
      findings.add(
          Finding.note(
              where,
              "%s: generated columns are not in the log; they follow from the others"
                  .formatted(some(table.generated())),
              "Ignore them in the mapping"));
    }
  }

  /// Names that a mapping or the connector cannot tell apart.
  private boolean names(TableFacts table, String where, List<String> loses) {
    boolean fits = true;
    if (table.table().schema().contains(".")) {
      fits = false;
      loses.add("everything: its schema has a dot in its name");
      findings.add(
          Finding.blocks(
              where,
              "its schema has a dot in its name, so that no mapping can name the table",
              "Leave it out, or rename the schema"));
    }
    Map<String, String> folded = new HashMap<>();
    for (Column column : catalog.table(table.table()).map(Table::columns).orElse(List.of())) {
      String other = folded.put(column.name().toLowerCase(Locale.ROOT), column.name());
      if (other != null) {
        fits = false;
        loses.add("everything: two columns differ only by case");
        findings.add(
            Finding.blocks(
                where,
                "%s and %s differ only by case, and the connector cannot tell them apart"
                    .formatted(other, column.name()),
                "Leave the table out of the mapping, or rename one of them"));
      }
    }
    return fits;
  }

  private void rights(TableFacts table, String where) {
    if (!table.owned()) {
      findings.add(
          new Finding(
              Severity.BLOCKS,
              where,
              "only its owner %s may publish it".formatted(table.owner()),
              "As an administrator; or let the owner make the publication",
              List.of("GRANT \"%s\" TO %s".formatted(table.owner().replace("\"", "\"\""), user)),
              "nothing",
              "nothing; the login may then do what the owner may"));
    }
    if (!table.readable()) {
      findings.add(
          new Finding(
              Severity.BLOCKS,
              where,
              "it may not be read, which the baseline needs",
              "As an administrator",
              List.of(
                  "GRANT USAGE ON SCHEMA \"%s\" TO %s"
                      .formatted(table.table().schema().replace("\"", "\"\""), user),
                  "GRANT SELECT ON %s TO %s".formatted(table.quoted(), user)),
              "nothing",
              "nothing; the login may then read its rows"));
    }
    if (table.hidesRows()) {
      findings.add(
          new Finding(
              Severity.LOSES,
              where,
              "row security hides rows from this login, so that a baseline would miss them; the log does not",
              "As an administrator",
              List.of("ALTER ROLE %s BYPASSRLS".formatted(user)),
              "nothing",
              "nothing; the login may then read all rows"));
    }
  }

  private void notes(TableFacts table, String where) {
    if (!table.triggers().isEmpty()) {
      findings.add(
          Finding.note(
              where,
              "triggers run on it (%s); what they write looks like the application's"
                  .formatted(some(table.triggers())),
              "Let the mapping say what a trigger's rows mean, or ignore them with the reason"));
    }
    if (!table.cascades().isEmpty()) {
      findings.add(
          Finding.note(
              where,
              "its foreign keys write by themselves (%s), in the same transaction and after the row that caused it"
                  .formatted(some(table.cascades())),
              "Let one event tell of both, with `with`"));
    }
    if (!table.children().isEmpty()) {
      findings.add(
          Finding.blocks(
              where,
              "tables inherit from it (%s), whose rows are seen as its own"
                  .formatted(some(table.children())),
              "Name the tables that hold the rows in the mapping, or make them partitions"));
    }
  }

  private static String some(List<String> names) {
    return names.size() <= 8
        ? String.join(", ", names)
        : "%s and %d more".formatted(String.join(", ", names.subList(0, 8)), names.size() - 8);
  }
}
