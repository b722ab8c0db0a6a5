package afterimage.comparison.report.ladder;

import afterimage.comparison.report.ladder.LadderReport.Audit;
import afterimage.comparison.report.ladder.LadderReport.Ran;
import afterimage.comparison.report.ladder.LadderReport.RungReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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
    RungReport first = told.getFirst();
    String all = Figures.counted(ran(first).score().trueEvents(), "true event");
    StringBuilder words = new StringBuilder();
    if (audit == null) {
      words.append(
          "Of %s, %s recovers %s just as they were".formatted(all, name(first), recall(first)));
    } else {
      words.append(
          "%s answers %s of %d questions about %s wrong without knowing it, and recovers %s of %s"
              .formatted(
                  capital(name(first)),
                  wrong(audit, first),
                  audit.questions().size(),
                  Figures.counted(audit.carts(), "cart"),
                  recall(first),
                  all));
    }
    for (RungReport rung : told.subList(1, told.size())) {
      words.append(
          audit == null
              ? "; %s %s".formatted(name(rung), recall(rung))
              : "; %s %s and %s".formatted(name(rung), wrong(audit, rung), recall(rung)));
    }
    return words.append('.').toString();
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
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

  private static String wrong(Audit audit, RungReport rung) {
    return audit
        .answerer(rung.rung())
        .map(a -> Figures.percent(a.total().wrong(), a.total().total()))
        .orElse("(not asked)");
  }

  private static Ran ran(RungReport rung) {
    return Objects.requireNonNull(rung.ran());
  }

  private static String recall(RungReport rung) {
    return Figures.percent(ran(rung).score().recall());
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
