package afterimage.capture.recording;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.replication.LogSequenceNumber;

/// A transaction as JSON.
final class ChangeSetJson {

  private ChangeSetJson() {}

  /// All but the changes and the messages.
  static ObjectNode head(ChangeSet changeSet) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("transaction", changeSet.transaction()).put("commit", changeSet.commit().asString());
    return node.put("at", changeSet.committedAt().toString());
  }

  static ObjectNode write(ChangeSet changeSet) {
    ObjectNode node = head(changeSet);
    ArrayNode changes = node.putArray("changes");
    changeSet.changes().forEach(change -> changes.add(write(change)));
    ArrayNode messages = node.putArray("messages");
    changeSet.messages().forEach(message -> messages.add(write(message)));
    return node;
  }

  static ObjectNode write(Message message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ordinal", message.position().ordinal())
        .put("prefix", message.prefix())
        .put("content", message.content());
  }

  static ChangeSet read(JsonNode node) {
    LogSequenceNumber commit = LogSequenceNumber.valueOf(node.path("commit").asText());
    List<RowChange> changes = new ArrayList<>();
    node.path("changes").forEach(change -> changes.add(change(change, commit)));
    List<Message> messages = new ArrayList<>();
    node.path("messages")
        .forEach(
            message ->
                messages.add(
                    new Message(
                        new Position(commit, message.path("ordinal").asInt()),
                        message.path("prefix").asText(),
                        message.path("content").asText())));
    return new ChangeSet(
        node.path("transaction").asLong(),
        commit,
        Instant.parse(node.path("at").asText()),
        changes,
        messages);
  }

  static ObjectNode write(RowChange change) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("ordinal", change.position().ordinal()).put("op", change.operation());
    node.put("schema", change.table().schema()).put("table", change.table().name());
    switch (change) {
      case RowChange.Found(_, _, Row row) -> node.set("row", json(row));
      case RowChange.Inserted(_, _, Row row) -> node.set("row", json(row));
      case RowChange.Updated(_, _, OldRow old, Row row) -> {
        write(old, node);
        node.set("row", json(row));
      }
      case RowChange.Deleted(_, _, OldRow old) -> write(old, node);
      case RowChange.Truncated _ -> {}
    }
    return node;
  }

  private static void write(OldRow old, ObjectNode node) {
    switch (old) {
      case OldRow.Full(Row row) -> node.set("before", json(row));
      case OldRow.KeyOnly(Row key) -> node.set("key", json(key));
      case OldRow.NotLogged() -> {}
    }
  }

  private static RowChange change(JsonNode node, LogSequenceNumber commit) {
    Position at = new Position(commit, node.path("ordinal").asInt());
    TableId table = new TableId(node.path("schema").asText(), node.path("table").asText());
    OldRow old =
        node.has("before")
            ? new OldRow.Full(row(node.path("before")))
            : node.has("key") ? new OldRow.KeyOnly(row(node.path("key"))) : new OldRow.NotLogged();
    String operation = node.path("op").asText();
    return switch (operation) {
      case "found" -> new RowChange.Found(table, at, row(node.path("row")));
      case "insert" -> new RowChange.Inserted(table, at, row(node.path("row")));
      case "update" -> new RowChange.Updated(table, at, old, row(node.path("row")));
      case "delete" -> new RowChange.Deleted(table, at, old);
      case "truncate" -> new RowChange.Truncated(table, at);
      default -> throw new IllegalArgumentException("there is no operation " + operation);
    };
  }

  private static JsonNode json(Row row) {
    return new Json(RowJson.write(row)).tree();
  }

  private static Row row(JsonNode node) {
    return RowJson.read(Json.of(node).text());
  }
}
