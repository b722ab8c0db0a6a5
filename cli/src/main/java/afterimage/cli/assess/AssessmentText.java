package afterimage.cli.assess;

import afterimage.capture.assess.Assessment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// An assessment for a terminal, or as Markdown.
final class AssessmentText {

  private static final int MOST = 10;

  private AssessmentText() {}

  static String of(Assessment assessment, List<String> files) {
    List<String> lines = new ArrayList<>(facts(assessment));
    lines.add("");
    lines.add(rung(assessment));
    if (!assessment.advice().rung().isEmpty()) {
      lines.add(advice(assessment));
      assessment.advice().how().forEach(line -> lines.add("    " + line));
    }
    lines.add("");
    lines.add(next(assessment, files));
    return String.join("\n", lines) + "\n";
  }

  static String markdown(Assessment assessment, List<String> files) {
    List<String> lines = new ArrayList<>();
    lines.add("# What %s gets back".formatted(String.join(", ", files)));
    lines.add("");
    lines.add("~~~~");
    lines.addAll(facts(assessment));
    lines.add("~~~~");
    lines.add("");
    lines.add(rung(assessment));
    if (!assessment.advice().rung().isEmpty()) {
      lines.add("");
      lines.add(advice(assessment));
      lines.add("");
      lines.add("~~~~");
      lines.addAll(assessment.advice().how());
      lines.add("~~~~");
    }
    lines.add("");
    lines.add(next(assessment, files));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> facts(Assessment a) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Columns: %d of %d come back%s"
            .formatted(
                a.columns() - a.lost().size(),
                a.columns(),
                a.lost().isEmpty() ? "" : "; lost: " + String.join(", ", a.lost())));
    a.needs().forEach(need -> lines.add("It needs: " + need));
    if (a.transactions() == 0) {
      lines.add(
          "Seen: nothing. No transaction changed a row of the mapped tables meanwhile, so that this"
              + " says only what the catalog says");
      return lines;
    }
    lines.add(
        "Seen: %d transaction(s) with %d row change(s), %d event(s)"
            .formatted(a.transactions(), a.changes(), a.events()));
    lines.add(
        "Row changes: %d explained, %d ignored, %d unexplained"
            .formatted(a.explained(), a.ignored(), Assessment.sum(a.unexplained())));
    each(lines, a.unexplained());
    lines.add(
        "Certainty: "
            + (a.certainty().isEmpty()
                ? "no event"
                : a.certainty().entrySet().stream()
                    .map(
                        e ->
                            "%d %s"
                                .formatted(
                                    e.getValue(), e.getKey().name().toLowerCase(Locale.ROOT)))
                    .collect(Collectors.joining(", "))));
    count(lines, "Generic events, which say only that a row changed", a.generic());
    count(lines, "Ambiguous events", a.ambiguous());
    lines.add("Transactions with several meanings: %d".formatted(a.severalMeanings()));
    count(lines, "Values overwritten without a trace", a.overwritten());
    count(lines, "Deletes without a reason", a.deletes());
    lines.add("Writes without intent: %d of %d".formatted(a.writesWithoutIntent(), a.changes()));
    return lines;
  }

  private static void count(List<String> lines, String what, Map<String, Integer> counts) {
    lines.add("%s: %d".formatted(what, Assessment.sum(counts)));
    each(lines, counts);
  }

  private static void each(List<String> lines, Map<String, Integer> counts) {
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST)
        .forEach(e -> lines.add("  %5d  %s".formatted(e.getValue(), e.getKey())));
    if (counts.size() > MOST) {
      lines.add("         and %d more kinds".formatted(counts.size() - MOST));
    }
  }

  private static String rung(Assessment a) {
    return "Rung: %s (%s)".formatted(a.rung().word(), a.rung().adds());
  }

  private static String advice(Assessment a) {
    return "The next rung, %s, would add: %s".formatted(a.advice().rung(), a.advice().adds());
  }

  /// What helps most: something to judge by, a meaning for what has none, the place to store it.
  static String next(Assessment a, List<String> files) {
    String options = String.join("", files.stream().map(file -> " --mapping " + file).toList());
    if (a.transactions() == 0) {
      return "Next: afterimage assess --url … --for 30m%s, while the application is used"
          .formatted(options);
    }
    return a.isWhole()
        ? "Next: afterimage capture --url …" + options
        : "Next: afterimage preview --url … --record changes.jsonl%s, then afterimage explain --from changes.jsonl%s"
            .formatted(options, options);
  }
}
