package afterimage.capture.source;

import afterimage.capture.change.TableId;
import afterimage.postgres.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Every setting of Debezium's connector, each with its reason.
final class EngineSettings {

  /// The topic prefix; nothing leaves this process under that name.
  static final String PREFIX = "afterimage";

  private EngineSettings() {}

  static Map<String, String> of(Database database, Slot slot, Collection<TableId> tables) {
    Map<String, String> p = new HashMap<>();
    p.put("name", "afterimage");
    p.put("topic.prefix", PREFIX);
    p.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    p.put("database.hostname", database.host());
    p.put("database.port", Integer.toString(database.port()));
    p.put("database.dbname", database.name());
    p.put("database.user", database.user());
    if (database.password() != null) {
      p.put("database.password", database.password());
    }
    // A network that has gone silent answers no query, and whoever waits for it waits for ever. The
    // stream of changes takes it for a pause; its silence is watched from beside.
    SilentNetwork.bounded(database)
        .options()
        .forEach((name, value) -> p.put("database." + name, value));
    p.put("plugin.name", "pgoutput");
    p.put("slot.name", slot.name());
    p.put("publication.name", slot.publication());
    p.put(
        "table.include.list",
        tables.stream().map(EngineSettings::pattern).collect(Collectors.joining(",")));

    // The slot is the only truth about what was read: no snapshot, no slot or publication of the
    // connector's own, and [Connector] remembers no offsets. So it starts where the slot was
    // confirmed.
    p.put("snapshot.mode", "no_data");
    p.put("publication.autocreate.mode", "disabled");
    p.put("slot.drop.on.stop", "false");
    // A retry inside the connector resumes through a search for an offset, which has lost rows.
    p.put("errors.max.retries", "0");
    p.put("slot.max.retries", "2");
    p.put("slot.retry.delay.ms", "200");

    // Metrics are registered in this process under names made of this: two engines under one name
    // wait a minute for each other.
    p.put("custom.metric.tags", "slot=" + slot.name());

    // Nothing left out.
    p.put("skipped.operations", "none");
    p.put("include.unknown.datatypes", "true");

    // Values as they are.
    p.put("decimal.handling.mode", "string");
    p.put("interval.handling.mode", "string");
    p.put("time.precision.mode", "isostring");

    // The pause when nothing comes: what an event waits at most under little load.
    p.put("poll.interval.ms", "5");
    return p;
  }

  /// The list holds regular expressions; a table's name is meant to the letter.
  private static String pattern(TableId table) {
    return (table.schema() + "." + table.name()).replaceAll("([\\\\.\\[\\]{}()*+?^$|,])", "\\\\$1");
  }
}
