package afterimage.comparison.report.ladder;

import static java.util.stream.Collectors.joining;

import afterimage.comparison.audit.Answered;
import afterimage.comparison.audit.AuditScore;
import afterimage.comparison.audit.Outcome;
import afterimage.comparison.audit.Question;
import afterimage.comparison.fidelity.RungFigures;
import afterimage.comparison.report.ladder.LadderReport.Answerer;
import afterimage.comparison.report.ladder.LadderReport.Audit;
import afterimage.comparison.report.ladder.LadderReport.Marks;
import afterimage.comparison.report.ladder.LadderReport.Mistake;
import afterimage.comparison.report.ladder.LadderReport.Mistaken;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The audit as the report shows it.
final class AuditLines {

  private static final int MISTAKES_OF_EACH = 2;
  private static final int LONGEST = 300;

  private AuditLines() {}

  /// Null if no cart was asked about.
  static @Nullable Audit of(Findings findings) {
    List<AuditScore> scores = new ArrayList<>();
    if (findings.tables() != null) {
      scores.add(findings.tables());
    }
    findings.figures().stream().map(RungFigures::audit).forEach(scores::add);
    int carts =
        scores.stream()
            .flatMap(score -> score.questions().stream())
            .mapToInt(AuditScore.OfQuestion::carts)
            .max()
            .orElse(0);
    return carts == 0
        ? null
        : new Audit(
            carts,
            Arrays.stream(Question.values())
                .map(question -> new LadderReport.Question(question.number(), question.words()))
                .toList(),
            scores.stream().map(AuditLines::answerer).toList(),
            scores.stream().flatMap(score -> mistakes(score).stream()).toList());
  }

  private static Answerer answerer(AuditScore score) {
    return new Answerer(
        score.source(),
        new Marks(score.right(), score.knownUnknown(), score.wrong()),
        score.questions().stream()
            .map(of -> new Marks(of.right(), of.knownUnknown(), of.wrong()))
            .toList(),
        score.mistaken().entrySet().stream()
            .map(of -> new Mistaken(of.getKey().name().toLowerCase(Locale.ROOT), of.getValue()))
            .toList());
  }

  private static List<Mistake> mistakes(AuditScore score) {
    return score.questions().stream()
        .flatMap(of -> of.examples().stream())
        .filter(example -> example.outcome() == Outcome.WRONG)
        .limit(MISTAKES_OF_EACH)
        .map(AuditLines::mistake)
        .toList();
  }

  private static Mistake mistake(Answered answered) {
    return new Mistake(
        answered.source(),
        answered.question().number(),
        answered.cart(),
        shortened(words(answered.answer())),
        shortened(words(answered.truth())));
  }

  private static String shortened(String words) {
    return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
  }

  /// JSON for people.
  static String words(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return "unknown";
    }
    if (node.isArray()) {
      return node.isEmpty()
          ? "nothing"
          : node.valueStream().map(AuditLines::words).collect(joining("; "));
    }
    if (node.isObject()) {
      return node.isEmpty()
          ? "nothing"
          : node.propertyStream()
              .map(field -> field.getKey() + " " + words(field.getValue()))
              .collect(joining(", "));
    }
    return node.isBoolean() ? (node.asBoolean() ? "yes" : "no") : node.asText();
  }
}
