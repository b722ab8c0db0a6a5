package afterimage.comparison.report.ladder;

import afterimage.comparison.fidelity.Score;
import afterimage.comparison.report.ladder.LadderReport.Accounting;
import afterimage.comparison.report.ladder.LadderReport.Answerer;
import afterimage.comparison.report.ladder.LadderReport.Audit;
import afterimage.comparison.report.ladder.LadderReport.Check;
import afterimage.comparison.report.ladder.LadderReport.Loss;
import afterimage.comparison.report.ladder.LadderReport.Marks;
import afterimage.comparison.report.ladder.LadderReport.Ran;
import afterimage.comparison.report.ladder.LadderReport.RungReport;
import afterimage.comparison.report.ladder.Matrix.Cell;
import afterimage.comparison.report.ladder.Matrix.Mark;
import afterimage.comparison.report.ladder.Matrix.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tables of figures, rungs at the top.
final class Matrices {

  private Matrices() {}

  static Matrix losses(LadderReport report) {
    List<Row> rows = new ArrayList<>();
    for (Loss loss : report.losses()) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(loss.trueEvents() == 0 ? "" : Figures.number(loss.trueEvents())));
      loss.counts()
          .forEach(
              count ->
                  cells.add(
                      count.events() == 0
                          ? Cell.of("–")
                          : Cell.bad(Figures.number(count.events()))));
      rows.add(new Row(loss.type() + ": " + loss.what(), cells));
    }
    List<String> columns = new ArrayList<>(List.of("true events"));
    columns.addAll(rungs(report));
    return new Matrix(
        "Every kind of loss",
        "Every kind of loss, and how often on each rung. A dash: never.",
        "Event and loss",
        columns,
        rows);
  }

  static Matrix types(LadderReport report) {
    TreeSet<String> types = new TreeSet<>();
    rans(report).forEach(ran -> ran.score().types().forEach(type -> types.add(type.type())));
    List<Row> rows = new ArrayList<>();
    for (String type : types) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(Figures.number(trueEvents(report, type))));
      for (Ran ran : rans(report)) {
        cells.add(
            ran.score().types().stream()
                .filter(of -> of.type().equals(type))
                .findFirst()
                .map(Matrices::ofType)
                .orElse(Cell.of("–")));
      }
      rows.add(new Row(type, cells));
    }
    List<String> columns = new ArrayList<>(List.of("true events"));
    columns.addAll(rungs(report));
    return new Matrix(
        "Event types",
        "How many true events of each type came back just as they were; below, how many were"
            + " changed (altered, merged, split or moved), missing or invented.",
        "Event type",
        columns,
        rows);
  }

  private static int trueEvents(LadderReport report, String type) {
    return rans(report).stream()
        .flatMap(ran -> ran.score().types().stream())
        .filter(of -> of.type().equals(type))
        .mapToInt(Score.OfType::trueEvents)
        .max()
        .orElse(0);
  }

  private static Cell ofType(Score.OfType type) {
    List<Mark> marks = new ArrayList<>();
    var truth = type.truth();
    add(marks, "≈", "changed", truth.altered() + truth.merged() + truth.split() + truth.moved());
    add(marks, "✗", "missing", truth.missing());
    add(marks, "!", "invented", type.derived().invented());
    String share =
        type.trueEvents() == 0 ? "" : Figures.percent(type.truth().recovered(), type.trueEvents());
    return new Cell(share, marks.isEmpty() ? "num good" : "num", marks);
  }

  private static void add(List<Mark> marks, String sign, String meaning, int events) {
    if (events > 0) {
      marks.add(new Mark(sign, meaning, Figures.number(events), "soft"));
    }
  }

  static Matrix fidelity(LadderReport report) {
    return new Matrix(
        "Fidelity in figures",
        "Found: an event was derived for it, just as it was or not. Recall and precision count only"
            + " what is just as it was.",
        "Figure",
        rungs(report),
        List.of(
            row(report, "recall", s -> Figures.percent(s.recall())),
            row(report, "precision", s -> Figures.percent(s.precision())),
            row(report, "found events: attributes kept", s -> Figures.percent(s.attributesKept())),
            row(report, "found events: order kept", s -> Figures.percent(s.orderKept())),
            row(
                report,
                "commands in a transaction of their own",
                s -> Figures.percent(s.boundariesKept())),
            row(
                report,
                "found events: dated at their command",
                s -> Figures.percent(s.atItsCommand())),
            row(
                report,
                "time error, in commands",
                s -> String.format(Locale.ROOT, "%.2f", s.commandsOff())),
            row(report, "found events: actor kept", s -> Figures.percent(s.actorKept())),
            row(report, "found events: reason kept", s -> Figures.percent(s.reasonKept()))));
  }

  private static Row row(LadderReport report, String name, Function<Score, String> figure) {
    return new Row(
        name, rans(report).stream().map(ran -> Cell.of(figure.apply(ran.score()))).toList());
  }

  /// Null if nothing claims a certainty.
  static @Nullable Matrix claims(LadderReport report) {
    List<Row> rows = new ArrayList<>();
    for (String certainty : List.of("stated", "exact", "inferred", "ambiguous")) {
      List<Cell> cells =
          rans(report).stream()
              .map(
                  ran ->
                      ran.score().certainty().stream()
                          .filter(claim -> claim.certainty().equals(certainty))
                          .findFirst()
                          .map(
                              c ->
                                  marks(
                                      new Marks(c.right(), c.incomplete(), c.wrong()),
                                      "incomplete"))
                          .orElse(Cell.of("–")))
              .toList();
      if (cells.stream().anyMatch(cell -> !cell.marks().isEmpty())) {
        rows.add(new Row(certainty, cells));
      }
    }
    return rows.isEmpty()
        ? null
        : new Matrix(
            "Certainty claimed and deserved",
            "What derived events claim to be, and how many of them are right (✓), incomplete (?)"
                + " or wrong (✗). An exact one that is wrong is the worst there is.",
            "Claimed",
            rungs(report),
            rows);
  }

  static Matrix audit(Audit audit) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < audit.questions().size(); i++) {
      int place = i;
      rows.add(
          new Row(
              audit.questions().get(i).number() + " " + audit.questions().get(i).words(),
              audit.answerers().stream()
                  .map(answerer -> marks(answerer.marks().get(place), "known to be unknown"))
                  .toList()));
    }
    rows.add(
        new Row(
            "All",
            audit.answerers().stream()
                .map(answerer -> marks(answerer.total(), "known to be unknown"))
                .toList()));
    for (String certainty : List.of("stated", "exact", "inferred")) {
      if (audit.answerers().stream().anyMatch(of -> of.mistaken(certainty) > 0)) {
        rows.add(
            new Row(
                "Of the wrong ones: the least certain event is called " + certainty,
                audit.answerers().stream().map(of -> wrong(of.mistaken(certainty))).toList()));
      }
    }
    return new Matrix(
        "Audit: twelve questions",
        "✓ right, ? known to be unknown, ✗ wrong without knowing it; of these, what the events of the"
            + " cart claim to be",
        "Question",
        audit.answerers().stream().map(Answerer::source).toList(),
        rows);
  }

  private static Cell wrong(int answers) {
    return answers == 0 ? Cell.of("–") : Cell.bad("✗ " + Figures.number(answers));
  }

  private static Cell marks(Marks marks, String middle) {
    return new Cell(
        "",
        "",
        List.of(
            new Mark(
                "✓", "right", Figures.number(marks.right()), marks.right() > 0 ? "good" : "soft"),
            new Mark("?", middle, Figures.number(marks.unknown()), "soft"),
            new Mark(
                "✗", "wrong", Figures.number(marks.wrong()), marks.wrong() > 0 ? "bad" : "soft")));
  }

  static Matrix capabilities(LadderReport report) {
    List<String> rungs =
        report.capabilities().stream()
            .flatMap(capability -> capability.checks().stream().map(Check::rung))
            .distinct()
            .toList();
    return new Matrix(
        "Capabilities",
        "Each cell was tried on this run.",
        "Capability",
        rungs,
        report.capabilities().stream()
            .map(
                capability ->
                    new Row(
                        capability.name(),
                        rungs.stream()
                            .map(
                                rung ->
                                    capability.checks().stream()
                                        .filter(check -> check.rung().equals(rung))
                                        .findFirst()
                                        .map(
                                            c ->
                                                c.has()
                                                    ? new Cell("✓ yes", "good", List.of())
                                                    : Cell.bad("✗ no"))
                                        .orElse(Cell.of("–")))
                            .toList()))
            .toList());
  }

  static Matrix runs(LadderReport report) {
    return new Matrix(
        "The runs",
        "Each rung is a real run of its own. Row changes are explained by events, ignored with a"
            + " reason, or unexplained.",
        "Rung",
        List.of(
            "How",
            "Mapping",
            "Row changes",
            "Explained",
            "Ignored",
            "Unexplained",
            "By construction"),
        report.rungs().stream().map(Matrices::run).toList());
  }

  private static Row run(RungReport rung) {
    Ran ran = rung.ran();
    if (ran == null) {
      return new Row(
          rung.rung(),
          List.of(
              Cell.of("not run: " + rung.notRun()),
              Cell.of(""),
              Cell.of(""),
              Cell.of(""),
              Cell.of(""),
              Cell.of(""),
              Cell.of("")));
    }
    Accounting accounting = ran.accounting();
    return new Row(
        rung.rung(),
        List.of(
            Cell.of(ran.how()),
            Cell.of(String.join(", ", ran.mappings())),
            Cell.of(accounting == null ? "–" : Figures.number(accounting.rowChanges())),
            Cell.of(accounting == null ? "–" : Figures.number(accounting.explained())),
            Cell.of(accounting == null ? "–" : Figures.number(accounting.ignored())),
            Cell.of(accounting == null ? "–" : Figures.number(accounting.unexplained())),
            Cell.of(Objects.requireNonNullElse(ran.byConstruction(), ""))));
  }

  private static List<Ran> rans(LadderReport report) {
    return report.measured().stream().map(rung -> Objects.requireNonNull(rung.ran())).toList();
  }

  private static List<String> rungs(LadderReport report) {
    return report.measured().stream().map(RungReport::rung).toList();
  }
}
