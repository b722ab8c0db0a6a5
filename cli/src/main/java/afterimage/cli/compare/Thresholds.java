package afterimage.cli.compare;

import afterimage.cli.BadConfiguration;
import afterimage.comparison.fidelity.Score;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.report.ladder.LadderReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What the figures of a run must come to. A figure that names no rung must be reached on every
/// rung that ran.
record Thresholds(List<Threshold> list) {

  private static final String AUDIT = "audit";

  private static final Map<String, ToDoubleFunction<Score>> FIGURES = figures();

  Thresholds {
    list = List.copyOf(list);
  }

  /// @param rung null for every one
  record Threshold(@Nullable String rung, String figure, double least) {}

  private static Map<String, ToDoubleFunction<Score>> figures() {
    Map<String, ToDoubleFunction<Score>> figures = new LinkedHashMap<>();
    figures.put("recall", Score::recall);
    figures.put("precision", Score::precision);
    figures.put("attributes", Score::attributesKept);
    figures.put("order", Score::orderKept);
    figures.put("boundaries", Score::boundariesKept);
    figures.put("time", Score::atItsCommand);
    figures.put("actor", Score::actorKept);
    figures.put("reason", Score::reasonKept);
    return figures;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(FIGURES.keySet());
    names.add(AUDIT);
    return names;
  }

  /// Reads `recall=0.9,log+tx:audit=0.8`.
  ///
  /// @param text null for none
  /// @throws BadConfiguration that tells every part that cannot be used
  static Thresholds parse(@Nullable String text) {
    List<Threshold> thresholds = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    if (text != null) {
      for (String part : text.split(",", -1)) {
        one(part.strip(), thresholds, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new BadConfiguration("--fail-under: " + String.join("; ", problems));
    }
    return new Thresholds(thresholds);
  }

  private static void one(String part, List<Threshold> thresholds, List<String> problems) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      problems.add(
          "`%s` is no threshold. Expected recall=0.9 or log+tx:recall=0.9".formatted(part));
      return;
    }
    int colon = part.indexOf(':');
    String rung = colon < 0 || colon > equals ? null : part.substring(0, colon);
    String figure = part.substring(rung == null ? 0 : colon + 1, equals);
    List<String> rungs = Arrays.stream(Rung.values()).map(Rung::label).toList();
    if (rung != null && !rungs.contains(rung)) {
      problems.add(
          "there is no rung %s.%s Expected %s"
              .formatted(rung, Nearest.to(rung, rungs), String.join(", ", rungs)));
    } else if (!names().contains(figure)) {
      problems.add(
          "there is no figure %s.%s Expected %s"
              .formatted(figure, Nearest.to(figure, names()), String.join(", ", names())));
    } else {
      OptionalDouble least = share(part.substring(equals + 1));
      if (least.isPresent()) {
        thresholds.add(new Threshold(rung, figure, least.getAsDouble()));
      } else {
        problems.add(
            "`%s` is no share. Expected a number from 0 to 1, such as 0.9"
                .formatted(part.substring(equals + 1)));
      }
    }
  }

  private static OptionalDouble share(String text) {
    try {
      double value = Double.parseDouble(text);
      return value >= 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  /// Every one that is missed, in words.
  List<String> missed(LadderReport report) {
    List<String> missed = new ArrayList<>();
    for (Threshold threshold : list) {
      for (LadderReport.RungReport rung : report.rungs()) {
        if (threshold.rung == null ? rung.ran() != null : rung.rung().equals(threshold.rung)) {
          miss(report, threshold, rung, missed);
        }
      }
      if (threshold.rung != null
          && report.rungs().stream().noneMatch(rung -> rung.rung().equals(threshold.rung))) {
        missed.add(
            "%s of %s: it was not asked for, and must be %s"
                .formatted(threshold.figure, threshold.rung, threshold.least));
      }
    }
    return missed;
  }

  private static void miss(
      LadderReport report, Threshold threshold, LadderReport.RungReport rung, List<String> missed) {
    String what = "%s of %s".formatted(threshold.figure, rung.rung());
    OptionalDouble figure = figure(report, threshold.figure, rung);
    if (figure.isEmpty()) {
      missed.add("%s: it was not measured, and must be %s".formatted(what, threshold.least));
    } else if (figure.getAsDouble() < threshold.least) {
      missed.add(
          String.format(
              Locale.ROOT,
              "%s: %.4f, and must be %s",
              what,
              figure.getAsDouble(),
              threshold.least));
    }
  }

  private static OptionalDouble figure(
      LadderReport report, String name, LadderReport.RungReport rung) {
    if (rung.ran() == null) {
      return OptionalDouble.empty();
    }
    if (!name.equals(AUDIT)) {
      return OptionalDouble.of(
          Objects.requireNonNull(FIGURES.get(name)).applyAsDouble(rung.ran().score()));
    }
    return report.audit() == null
        ? OptionalDouble.empty()
        : report.audit().answerers().stream()
            .filter(answerer -> answerer.source().equals(rung.rung()))
            .mapToDouble(answerer -> answerer.total().share(answerer.total().right()))
            .findFirst();
  }
}
