package afterimage.comparison.report;

import afterimage.comparison.report.Report.DerivedEventLine;
import afterimage.comparison.report.Report.DifferenceLine;
import afterimage.comparison.report.Report.RowChangeLine;
import afterimage.comparison.report.Report.StreamReport;
import afterimage.comparison.report.Report.TrueEventLine;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was lost, in words that need no knowledge of databases. Made from the verdicts alone.
final class Losses {

  private Losses() {}

  static List<String> of(StreamReport stream) {
    List<String> losses = new ArrayList<>();
    Map<Integer, List<TrueEventLine>> missing = new LinkedHashMap<>();
    for (TrueEventLine event : stream.trueEvents()) {
      switch (event.verdict().kind()) {
        case "altered", "merged", "split", "moved" ->
            event.verdict().differences().forEach(d -> losses.add(altered(stream, event, d)));
        case "missing" -> missing.computeIfAbsent(event.step(), _ -> new ArrayList<>()).add(event);
        default -> {}
      }
    }
    missing.forEach((step, events) -> losses.add(missing(stream, step, events)));
    for (DerivedEventLine event : stream.derivedEvents()) {
      if (event.verdict().kind().equals("invented")) {
        losses.add(
            "%s: the derived stream says %s, which never happened."
                .formatted(stream.stream(), event.words()));
      }
    }
    return losses;
  }

  private static String altered(
      StreamReport stream, TrueEventLine event, DifferenceLine difference) {
    String what = "%s, step %d".formatted(stream.stream(), event.step());
    String truth = text(difference.attribute(), difference.truth());
    return switch (event.type() + " " + difference.attribute() + " " + difference.kind()) {
      case "ItemRemoved reason lost" ->
          "%s: why the %s was taken out (%s). The tables only say that it is no longer there."
              .formatted(what, event.data().path("sku").asText(), truth);
      case "DiscountApplied requirement lost" ->
          "%s: what the discount of %s was given for (%s). The tables only hold the amount."
              .formatted(what, event.data().path("amount").asText(), truth);
      default ->
          switch (difference.kind()) {
            case "lost" ->
                "%s: the %s of %s (%s)."
                    .formatted(what, difference.attribute(), event.type(), truth);
            case "wrong" ->
                "%s: the %s of %s is given as %s; it was %s."
                    .formatted(
                        what,
                        difference.attribute(),
                        event.type(),
                        text(difference.attribute(), difference.derived()),
                        truth);
            default ->
                "%s: %s is given a %s (%s) that it never had."
                    .formatted(
                        what,
                        event.type(),
                        difference.attribute(),
                        text(difference.attribute(), difference.derived()));
          };
    };
  }

  private static String missing(StreamReport stream, int step, List<TrueEventLine> events) {
    long written = stream.rowChanges().stream().filter(change -> change.step() == step).count();
    boolean unchanged =
        written > 0
            && stream.rowChanges().stream()
                .filter(change -> change.step() == step)
                .allMatch(Losses::wroteNothing);
    String which =
        events.size() == 1
            ? events.getFirst().words()
            : "%d × %s".formatted(events.size(), events.getFirst().words());
    return "%s, step %d: %s. %s"
        .formatted(
            stream.stream(),
            step,
            which,
            unchanged
                ? "The row came out as it had been, so that the log shows no change at all."
                : written == 0
                    ? "The tables were not touched."
                    : "The change of the rows does not show it.");
  }

  private static boolean wroteNothing(RowChangeLine change) {
    return change.operation().equals("update")
        && change.before() != null
        && change.before().equals(change.after());
  }

  private static String text(String attribute, @Nullable JsonNode value) {
    if (value == null) {
      return "nothing";
    }
    return attribute.equals("requirement") && value.isObject()
        ? Words.requirement(value)
        : value.isTextual() ? value.asText() : value.toString();
  }
}
