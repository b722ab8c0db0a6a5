package afterimage.capture.source;

import afterimage.capture.change.TableId;
import afterimage.postgres.Database;
import java.util.Collection;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;

/// Every setting of the Debezium engine, each with its reason.
final class EngineSettings {

  /// The topic prefix; nothing leaves this process under that name.
  static final String PREFIX = "afterimage";

  private EngineSettings() {}

  /// @param placeholder what stands for an unchanged TOAST value; must not be a value that a row
  ///     may hold, so a new random one each run
  static Properties of(Database database, Slot slot, Collection<TableId> tables, UUID placeholder) {
    Properties p = new Properties();
    p.setProperty("name", "afterimage");
    p.setProperty("topic.prefix", PREFIX);
    p.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    p.setProperty("database.hostname", database.host());
    p.setProperty("database.port", Integer.toString(database.port()));
    p.setProperty("database.dbname", database.name());
    p.setProperty("database.user", database.user());
    if (database.password() != null) {
      p.setProperty("database.password", database.password());
    }
    database.options().forEach((name, value) -> p.setProperty("database." + name, value));
    p.setProperty("plugin.name", "pgoutput");
    p.setProperty("slot.name", slot.name());
    p.setProperty("publication.name", slot.publication());
    p.setProperty(
        "table.include.list",
        tables.stream().map(EngineSettings::pattern).collect(Collectors.joining(",")));

    // The slot is the only truth about what was read: no offsets of the engine's own, no snapshot,
    // slot and publication made by us. A fresh engine then starts where the slot was confirmed.
    p.setProperty("snapshot.mode", "no_data");
    p.setProperty("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
    p.setProperty("publication.autocreate.mode", "disabled");
    p.setProperty("slot.drop.on.stop", "false");
    // A retry inside the engine resumes through a search for an offset, which has lost rows.
    p.setProperty("errors.max.retries", "0");
    p.setProperty("slot.max.retries", "2");
    p.setProperty("slot.retry.delay.ms", "200");

    // BEGIN and END around each transaction, and acknowledging only what we marked, at once.
    p.setProperty("provide.transaction.metadata", "true");
    p.setProperty("lsn.flush.mode", "connector");
    p.setProperty("offset.flush.interval.ms", "0");
    // Its heartbeat can carry a commit's LSN ahead of the END that we wait for.
    p.setProperty("heartbeat.interval.ms", "0");

    // Nothing left out.
    p.setProperty("skipped.operations", "none");
    p.setProperty("tombstones.on.delete", "false");
    p.setProperty("include.unknown.datatypes", "true");

    // Values as they are, or not at all: the default turns what cannot be converted into null.
    p.setProperty("event.converting.failure.handling.mode", "fail");
    p.setProperty("decimal.handling.mode", "string");
    p.setProperty("interval.handling.mode", "string");
    p.setProperty("time.precision.mode", "isostring");
    p.setProperty("hstore.handling.mode", "json");
    p.setProperty("binary.handling.mode", "hex");
    p.setProperty("unavailable.value.placeholder", placeholder.toString());
    p.setProperty("schema.name.adjustment.mode", "none");

    // Thousands of records wait in the engine's queue; wide ones would fill the heap by themselves.
    p.setProperty("max.queue.size.in.bytes", Long.toString(Runtime.getRuntime().maxMemory() / 16));
    p.setProperty("poll.interval.ms", "5");
    p.setProperty("record.processing.threads", "1");
    return p;
  }

  /// The list holds regular expressions; a table's name is meant to the letter.
  private static String pattern(TableId table) {
    return (table.schema() + "." + table.name()).replaceAll("([\\\\.\\[\\]{}()*+?^$|,])", "\\\\$1");
  }
}
