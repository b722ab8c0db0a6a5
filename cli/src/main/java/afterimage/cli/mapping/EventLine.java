package afterimage.cli.mapping;

import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What came of a transaction, as JSON lines: its events, and then what is left unexplained.
final class EventLine {

  private EventLine() {}

  static List<String> of(Translation translation) {
    List<String> lines = new ArrayList<>();
    translation.events().forEach(event -> lines.add(Json.of(json(event)).text()));
    for (ReadChange read : translation.unexplained()) {
      if (read.reading() instanceof Reading.Unexplained(var columns, String reason)) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("unexplained", read.change().operation());
        node.put("table", read.change().table().toString());
        columns.forEach(node.putArray("columns")::add);
        node.put("reason", reason).put("change", read.change().position().toString());
        lines.add(Json.of(node).text());
      }
    }
    translation
        .idle()
        .forEach(
            idle -> {
              ObjectNode node = JsonNodeFactory.instance.objectNode();
              node.put("unexplained", "message").put("prefix", idle.message().prefix());
              node.put("reason", idle.reason());
              node.put("change", idle.message().position().toString());
              lines.add(Json.of(node).text());
            });
    return lines;
  }

  private static ObjectNode json(DerivedEvent event) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("stream", event.stream().value()).put("event", event.type());
    node.set("data", event.data().tree());
    node.put("happenedAt", event.happenedAt().toString());
    put(node, "actor", event.statement().actor());
    put(node, "reason", event.statement().reason());
    node.put("certainty", event.provenance().certainty().name().toLowerCase(Locale.ROOT));
    node.put("pattern", event.provenance().pattern());
    if (!event.provenance().rivals().isEmpty()) {
      event.provenance().rivals().forEach(node.putArray("rivals")::add);
    }
    node.put("transaction", event.provenance().transaction());
    node.put("commit", event.provenance().commit().asString());
    event.provenance().ordinals().forEach(node.putArray("ordinals")::add);
    return node;
  }

  private static void put(
      ObjectNode node, String name, @org.jspecify.annotations.Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }
}
