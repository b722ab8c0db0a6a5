package afterimage.comparison.report.ladder;

import afterimage.comparison.report.ladder.LadderReport.Answerer;
import afterimage.comparison.report.ladder.LadderReport.Audit;
import afterimage.comparison.report.ladder.LadderReport.Ran;
import afterimage.comparison.report.ladder.LadderReport.RungReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The run in one sentence. What is wrong without knowing it comes first: whoever reads it acts on
/// it.
final class VerdictWords {

  /// Those that leave the app as it is, the best first.
  private static final List<String> UNCHANGED =
      List.of("log+tx", "log+before", "log+memory", "log", "poll");

  private VerdictWords() {}

  static String of(List<RungReport> rungs, @Nullable Audit audit, int divergences, int commands) {
    if (divergences > 0) {
      return ("The two apps did not do the same: %d of %d commands were answered differently,"
              + " so that what was lost cannot be told.")
          .formatted(divergences, commands);
    }
    List<RungReport> told = told(rungs);
    if (told.isEmpty()) {
      return "No rung ran, so that there is nothing to tell.";
    }
    return audit == null
        ? "Of " + recall(told) + "."
        : "%s; of %s.".formatted(audit(audit, told), recall(told));
  }

  /// The best that leaves the app as it is, what the app states, and event sourcing.
  private static List<RungReport> told(List<RungReport> rungs) {
    List<RungReport> told = new ArrayList<>();
    Optional<RungReport> unchanged =
        UNCHANGED.stream().flatMap(name -> ran(rungs, name).stream()).findFirst();
    unchanged.ifPresent(told::add);
    ran(rungs, "log+intent").ifPresent(told::add);
    ran(rungs, "outbox").ifPresent(told::add);
    ran(rungs, "events").ifPresent(told::add);
    return told;
  }

  private static Optional<RungReport> ran(List<RungReport> rungs, String name) {
    return rungs.stream()
        .filter(rung -> rung.rung().equals(name) && rung.ran() != null)
        .findFirst();
  }

  private static String audit(Audit audit, List<RungReport> told) {
    List<String> parts = new ArrayList<>();
    for (RungReport rung : told) {
      audit.answerer(rung.rung()).ifPresent(a -> parts.add(name(rung) + " " + answers(a)));
    }
    audit.answerer("tables").ifPresent(a -> parts.add("the tables alone " + answers(a)));
    return "Of the answers to %d questions about %s, wrong without knowing it, and right, are: %s"
        .formatted(
            audit.questions().size(),
            Figures.counted(audit.carts(), "cart"),
            String.join("; ", parts));
  }

  private static String answers(Answerer answerer) {
    return "%s, and %s"
        .formatted(
            Figures.percent(answerer.total().wrong(), answerer.total().total()),
            Figures.percent(answerer.total().right(), answerer.total().total()));
  }

  private static String recall(List<RungReport> told) {
    Ran first = Objects.requireNonNull(told.getFirst().ran());
    return "%s, recovered just as they were: %s"
        .formatted(
            Figures.counted(first.score().trueEvents(), "true event"),
            told.stream()
                .map(
                    rung ->
                        name(rung)
                            + " "
                            + Figures.percent(Objects.requireNonNull(rung.ran()).score().recall()))
                .collect(Collectors.joining(", ")));
  }

  private static String name(RungReport rung) {
    return switch (rung.rung()) {
      case "log+intent" -> "stated intent";
      case "outbox" -> "an outbox";
      case "events" -> "event sourcing";
      default -> "the best capture of an unchanged app (%s)".formatted(rung.rung());
    };
  }
}
