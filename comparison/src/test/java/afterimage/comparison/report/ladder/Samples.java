package afterimage.comparison.report.ladder;

import afterimage.comparison.fidelity.Happening;
import afterimage.comparison.fidelity.Judgement;
import afterimage.comparison.fidelity.Score;
import afterimage.comparison.report.ladder.LadderReport.Accounting;
import afterimage.comparison.report.ladder.LadderReport.Answerer;
import afterimage.comparison.report.ladder.LadderReport.Audit;
import afterimage.comparison.report.ladder.LadderReport.Capability;
import afterimage.comparison.report.ladder.LadderReport.Check;
import afterimage.comparison.report.ladder.LadderReport.Costs;
import afterimage.comparison.report.ladder.LadderReport.Count;
import afterimage.comparison.report.ladder.LadderReport.Loss;
import afterimage.comparison.report.ladder.LadderReport.Marks;
import afterimage.comparison.report.ladder.LadderReport.Mistake;
import afterimage.comparison.report.ladder.LadderReport.Mistaken;
import afterimage.comparison.report.ladder.LadderReport.Question;
import afterimage.comparison.report.ladder.LadderReport.Ran;
import afterimage.comparison.report.ladder.LadderReport.RungReport;
import afterimage.comparison.report.ladder.LadderReport.Setting;
import afterimage.comparison.report.ladder.LadderReport.Story;
import afterimage.store.Certainty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A report as one that no run made, to see how it is told.
final class Samples {

  static final String HOSTILE = "<script>alert('x')</script> | `b` & \"q\"";

  private Samples() {}

  static LadderReport report() {
    return report(true);
  }

  static LadderReport report(boolean withCosts) {
    List<RungReport> rungs =
        List.of(
            rung("poll", "query by updated_at every so often", 5, 0, withCosts ? 1 : 0),
            rung("log", "Debezium, REPLICA IDENTITY DEFAULT", 8, 4, withCosts ? 2 : 0),
            rung("log+tx", "the row changes of a transaction together", 12, 6, withCosts ? 4 : 0),
            new RungReport("outbox", "events in a table", "no right to <create> it", null, null),
            rung("events", "event sourcing", 20, 20, withCosts ? 3 : 0));
    return new LadderReport(
        LadderReport.FORMAT,
        Instant.EPOCH,
        true,
        new Setting(
            "shop",
            7,
            2000,
            1900,
            60,
            40,
            3,
            null,
            "0.1",
            "25",
            "PostgreSQL 18",
            "Debezium 3",
            "./afterimage compare --workload shop --commands 2000 --seed 7"),
        "The verdict",
        List.of(),
        rungs,
        List.of(
            new Loss(
                "ItemRemoved",
                "reason lost",
                10,
                List.of(
                    new Count("poll", 0),
                    new Count("log", 9),
                    new Count("log+tx", 9),
                    new Count("events", 0)),
                "events",
                new Story(
                    "log+tx",
                    "cart-101",
                    4,
                    "Ann took the apple out because \"" + HOSTILE + "\"; the tables say: no apple.",
                    "Ann: remove apple",
                    "banana ×2",
                    List.of("ItemRemoved apple ×1 (inferred)"),
                    List.of("ItemRemoved apple ×1, " + HOSTILE)))),
        audit(),
        withCosts ? costs(0) : null,
        List.of(
            new Capability(
                "complete rebuild",
                List.of(
                    new Check("log+tx", false, "the reasons are not there"),
                    new Check("events", true, "built again: the same")))),
        null);
  }

  private static Audit audit() {
    List<Question> questions =
        IntStream.rangeClosed(1, 12).mapToObj(n -> new Question(n, "Question " + n)).toList();
    return new Audit(
        10,
        questions,
        List.of(
            answerer("tables", 2, 3),
            answerer("poll", 3, 4),
            answerer("log", 4, 3),
            answerer("log+tx", 7, 1),
            answerer("events", 10, 0)),
        List.of(new Mistake("tables", 1, "cart-101", "nothing", HOSTILE)));
  }

  private static Answerer answerer(String source, int right, int wrong) {
    Marks marks = new Marks(right, 10 - right - wrong, wrong);
    return new Answerer(
        source,
        new Marks(12 * marks.right(), 12 * marks.unknown(), 12 * marks.wrong()),
        java.util.Collections.nCopies(12, marks),
        wrong == 0 || source.equals("tables")
            ? List.of()
            : List.of(new Mistaken("exact", wrong), new Mistaken("inferred", 11 * wrong)));
  }

  private static RungReport rung(
      String name, String adds, int found, int withReason, int costFactor) {
    return new RungReport(
        name,
        adds,
        null,
        new Ran(
            "as it was set up",
            score(found, withReason),
            name.equals("events") ? null : new Accounting(30, 20, 7, 3),
            List.of("cart version 1"),
            name.equals("events") ? "it decides the events" : null),
        costFactor == 0 ? null : costs(costFactor));
  }

  private static Costs costs(int factor) {
    return new Costs(
        1000,
        800 + 300.0 * factor,
        400,
        factor * 250,
        1.5,
        4 + factor,
        3.0,
        factor == 0 ? null : (double) factor,
        factor == 0 ? null : 12.5,
        factor == 0 ? null : 40.0,
        factor,
        40 * factor,
        factor == 0 ? List.of("no pipeline") : List.of());
  }

  private static Score score(int found, int withReason) {
    List<Happening> truth = new ArrayList<>();
    List<Happening> derived = new ArrayList<>();
    for (int n = 1; n <= 20; n++) {
      truth.add(removed(n, "why " + n, null));
      if (n <= found) {
        derived.add(removed(n, n <= withReason ? "why " + n : null, Certainty.EXACT));
      }
    }
    return Score.of(Judgement.of(truth, derived));
  }

  private static Happening removed(
      int step, @Nullable String reason, @Nullable Certainty certainty) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("sku", "apple" + step);
    if (reason != null) {
      data.put("reason", reason);
    }
    return new Happening(
        step, "cart-1", "ItemRemoved", data, step, "" + step, certainty, "Ann", reason);
  }
}
