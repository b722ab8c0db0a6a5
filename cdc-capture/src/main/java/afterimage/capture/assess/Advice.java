package afterimage.capture.assess;

import afterimage.capture.change.TableId;
import afterimage.capture.doctor.Examination;
import afterimage.capture.mapping.Mapping;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The next rung up.
///
/// @param rung its word; empty if there is none
/// @param adds what it would add for this system
/// @param how lines of SQL, of the mapping, or of the application
public record Advice(String rung, String adds, List<String> how) {

  public Advice {
    how = List.copyOf(how);
  }

  static Advice of(Rung rung, Tally tally, Examination examination) {
    Set<TableId> tables = new TreeSet<>();
    tally.mappings().forEach(mapping -> tables.addAll(mapping.catalog().keySet()));
    return switch (rung) {
      case LOG ->
          new Advice(
              Rung.LOG_MEMORY.word(),
              tally.transactions == 0
                  ? "the row as it was for updates that come without it, once a row was seen"
                  : "the row as it was for %d of %d updates that came without it, once a row was seen"
                      .formatted(tally.unlogged, tally.updates),
              List.of("# in the mapping", "remember: [ %s ]".formatted(unlogged(tally))));
      case LOG_MEMORY ->
          new Advice(
              Rung.LOG_BEFORE.word(),
              "the row as it was from the first change on, and no copy of the tables to keep",
              identities(tables, examination));
      case LOG_BEFORE ->
          new Advice(
              Rung.LOG_TX.word(),
              tally.transactions == 0
                  ? "one event where a transaction has several now"
                  : "one event where %d of %d transactions have several now"
                      .formatted(tally.several, tally.transactions),
              List.of(
                  "# in the mapping, at the event that tells of all of them",
                  "with: [ { insert: a_member } ]"));
      case LOG_TX ->
          new Advice(
              Rung.LOG_INTENT.word(),
              tally.transactions == 0
                  ? "who and why for each row change, a reason for each delete, and one meaning for each event"
                  : "who and why for %d row changes without an intent, a reason for %d deletes, and one meaning for %d ambiguous events"
                      .formatted(
                          tally.writesWithoutIntent,
                          Assessment.sum(tally.deletes),
                          Assessment.sum(tally.ambiguous)),
              List.of(
                  "-- in the application's transaction, before what it writes",
                  "SELECT pg_logical_emit_message(true, 'intent', '{\"what\": \"…\", \"actor\": \"…\", \"reason\": \"…\"}');",
                  "# in the mapping, at each pattern that it decides",
                  "intent: intent"));
      case LOG_INTENT ->
          new Advice(
              Rung.OUTBOX.word(),
              "events in the application's own words, none of them read off rows",
              List.of(
                  "CREATE TABLE outbox (id uuid PRIMARY KEY, aggregatetype text, aggregateid text, type text, payload jsonb);",
                  "-- in the application's transaction",
                  "INSERT INTO outbox VALUES (gen_random_uuid(), 'order', '7', 'OrderPaid', '{}');",
                  "# in the mapping",
                  "outbox: { outbox: {} }"));
      case OUTBOX ->
          new Advice(
              Rung.EVENTS.word(),
              "state that follows from the events, so that the two can never disagree",
              List.of("// docs/tutorial/your-own-aggregate.md: a decider on the event store"));
      case EVENTS -> new Advice("", "", List.of());
    };
  }

  private static String unlogged(Tally tally) {
    Set<String> names = new TreeSet<>();
    for (Mapping mapping : tally.mappings()) {
      mapping
          .catalog()
          .forEach(
              (id, table) -> {
                boolean isFull =
                    table.replicaIdentity() == afterimage.capture.catalog.ReplicaIdentity.FULL;
                if (!isFull && !table.key().isEmpty()) {
                  names.add(id.toString());
                }
              });
    }
    return String.join(", ", names);
  }

  private static List<String> identities(Set<TableId> tables, Examination examination) {
    Set<String> names = new TreeSet<>();
    tables.forEach(table -> names.add(table.toString()));
    return examination.findings().stream()
        .filter(finding -> names.contains(finding.where()))
        .flatMap(finding -> finding.sql().stream())
        .map(sql -> sql + ";")
        .toList();
  }
}
