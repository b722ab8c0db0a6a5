package afterimage.cli.ask;

import static java.util.stream.Collectors.joining;

import afterimage.comparison.report.Words;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// An answer for people, made of nothing but its JSON.
final class AnswerText {

  private AnswerText() {}

  static String state(JsonNode body) {
    return "%s at version %d%s%s%n  %s%n"
        .formatted(
            body.path("stream").asText(),
            body.path("version").asLong(),
            body.path("present").asBoolean() ? "" : ", not there (any more)",
            certainty(body),
            words(body.path("state")));
  }

  static String events(JsonNode body) {
    List<String> lines = new ArrayList<>();
    for (JsonNode event : body.path("events")) {
      lines.add(
          "%4d  %s  %s%s%s"
              .formatted(
                  event.path("version").asLong(),
                  event.path("recordedAt").asText(),
                  event.has("stream") ? event.path("stream").asText() + "  " : "",
                  Words.event(event.path("type").asText(), event.path("data")),
                  event.has("actor") ? "  by " + event.path("actor").asText() : ""));
    }
    return lines.isEmpty() ? "no events%n".formatted() : lines(lines);
  }

  static String audit(JsonNode body) {
    List<String> lines = new ArrayList<>();
    body.path("changes").forEach(change -> lines.addAll(change(change)));
    return lines(lines);
  }

  static String cause(JsonNode body) {
    List<String> lines = new ArrayList<>();
    if (body.has("first")) {
      lines.addAll(change(body.path("first")));
    } else {
      lines.add("It never held.");
    }
    lines.add(
        (body.path("holdsNow").asBoolean() ? "It holds now" : "It does not hold now")
            + certainty(body)
            + ".");
    return lines(lines);
  }

  private static List<String> change(JsonNode change) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%4d  %s  %s%s"
            .formatted(
                change.path("version").asLong(),
                change.path("happenedAt").asText(),
                change.path("words").asText(),
                certainty(change)));
    if (change.has("causedBy")) {
      JsonNode cause = change.path("causedBy");
      lines.add(
          "      caused by %s, version %d: %s"
              .formatted(
                  cause.path("stream").asText(),
                  cause.path("version").asLong(),
                  cause.path("words").asText()));
    }
    change.path("differences").forEach(difference -> lines.add("      " + difference(difference)));
    return lines;
  }

  static String whatIf(JsonNode body) {
    List<String> lines = new ArrayList<>();
    for (JsonNode step : body.path("steps")) {
      lines.add(
          "%4d  %-9s  %s"
              .formatted(
                  step.path("version").asLong(),
                  step.path("fate").asText(),
                  step.path("words").asText()));
      if (step.has("refused")) {
        lines.add("      refused: " + step.path("refused").path("detail").asText());
      }
      lines.add("      really:    " + words(step.path("really")));
      lines.add("      otherwise: " + words(step.path("otherwise")));
    }
    lines.add("Now:       " + words(body.path("present")));
    lines.add("Otherwise: " + words(body.path("outcome")) + certainty(body));
    body.path("differences").forEach(difference -> lines.add("  " + difference(difference)));
    if (body.path("differences").isEmpty()) {
      lines.add("  no difference");
    } else if (body.has("compensation")) {
      lines.add("To get there:");
      body.path("compensation").forEach(event -> lines.add("  " + event.path("words").asText()));
    } else {
      lines.add("No events lead there.");
    }
    return lines(lines);
  }

  static String rebuilt(JsonNode body) {
    List<String> lines = new ArrayList<>();
    for (JsonNode rebuild : body.path("rebuilt")) {
      lines.add(
          "%s: rebuilt up to position %d"
              .formatted(rebuild.path("projection").asText(), rebuild.path("position").asLong()));
    }
    return lines(lines);
  }

  private static String difference(JsonNode difference) {
    return "%s: %s → %s"
        .formatted(
            difference.path("path").asText(),
            difference.has("before") ? difference.path("before").asText() : "nothing",
            difference.has("after") ? difference.path("after").asText() : "nothing");
  }

  private static String words(JsonNode state) {
    return state.has("unitPrice")
        ? state.path("sku").asText() + " at " + state.path("unitPrice").asText()
        : Words.state(state);
  }

  private static String certainty(JsonNode body) {
    return body.has("certainty") ? " (" + body.path("certainty").asText() + ")" : "";
  }

  private static String lines(List<String> lines) {
    return lines.stream().collect(joining(System.lineSeparator(), "", System.lineSeparator()));
  }
}
