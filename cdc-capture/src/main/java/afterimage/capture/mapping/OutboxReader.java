package afterimage.capture.mapping;

import static afterimage.capture.mapping.FileContext.keys;
import static afterimage.capture.mapping.FileContext.optional;

import afterimage.capture.catalog.Table;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a table whose rows are events. The columns are Debezium's, unless others are named.
final class OutboxReader {

  private static final Set<String> KEYS =
      keys("stream", "type", "payload", "actor", "reason", "command");

  private final FileContext file;

  OutboxReader(FileContext file) {
    this.file = file;
  }

  Optional<OutboxTable> read(Yaml.Entry entry) {
    var map = file.yaml().map(entry.value(), "outbox", KEYS);
    Optional<Table> table = file.table(entry.key());
    if (table.isEmpty()) {
      return Optional.empty();
    }
    if (file.streamOf(table.get().id()).isPresent()) {
      file.yaml()
          .problem(
              entry.key(),
              "%s is in stream %s already"
                  .formatted(table.get().id(), file.streamOf(table.get().id()).get().name()));
    }
    String type = column(map, "type", "type", table.get(), entry);
    String payload = column(map, "payload", "payload", table.get(), entry);
    String stream =
        optional(map, "stream")
            .flatMap(node -> file.yaml().text(node, "stream"))
            .orElse("{aggregatetype}-{aggregateid}");
    var place = optional(map, "stream").orElse(entry.key());
    try {
      IdTemplate template = IdTemplate.parse(stream);
      template.columns().forEach(column -> file.column(place, table.get(), column));
      return Optional.of(
          new OutboxTable(
              table.get().id(),
              template,
              type,
              payload,
              column(map, "actor", table.get()),
              column(map, "reason", table.get()),
              column(map, "command", table.get())));
    } catch (IllegalArgumentException e) {
      file.yaml().problem(place, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private @Nullable String column(Map<String, Yaml.Entry> map, String key, Table table) {
    return optional(map, key)
        .flatMap(
            node ->
                file.yaml()
                    .text(node, key)
                    .filter(name -> file.column(node, table, name).isPresent()))
        .orElse(null);
  }

  private String column(
      Map<String, Yaml.Entry> map, String key, String byDefault, Table table, Yaml.Entry entry) {
    var node = optional(map, key);
    String column = node.flatMap(n -> file.yaml().text(n, key)).orElse(byDefault);
    file.column(node.orElse(entry.key()), table, column);
    return column;
  }
}
