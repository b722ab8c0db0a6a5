package afterimage.comparison.report.ladder;

import afterimage.comparison.report.ladder.LadderReport.Answerer;
import afterimage.comparison.report.ladder.LadderReport.Audit;
import afterimage.comparison.report.ladder.LadderReport.Loss;
import afterimage.comparison.report.ladder.LadderReport.Marks;
import afterimage.comparison.report.ladder.LadderReport.RungReport;
import afterimage.comparison.report.ladder.LadderReport.Setting;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The report as the page shows it. The template calls what is public.
record LadderView(LadderReport report) {

  private static final int STORIES = 8;

  record Section(String id, String title) {}

  record Headline(String source, String wrong, String right) {}

  /// One rung as a row of the first table.
  record RungRow(
      int number,
      String name,
      String adds,
      @Nullable String notRun,
      String recall,
      String recalled,
      @Nullable RawString recallBar,
      @Nullable Marks marks,
      String right,
      String unknown,
      String wrong,
      String wrongStyle,
      @Nullable RawString marksBar) {}

  record StoryView(LadderReport.Story story, String words) {}

  record MistakeView(String words, String source, String stream, String said, String truth) {}

  record CheckRow(String name, String rungs, String how) {}

  public String title() {
    Setting setting = report.setting();
    return "%s, %s, seed %d"
        .formatted(
            setting.workload(), Figures.counted(setting.commands(), "command"), setting.seed());
  }

  public int measured() {
    return report.measured().size();
  }

  public List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("ladder", "The ladder"));
    sections.add(new Section("lost", "What was lost"));
    sections.add(new Section("types", "Event types"));
    sections.add(new Section("figures", "Figures"));
    if (report.audit() != null) {
      sections.add(new Section("audit", "Audit"));
    }
    sections.add(new Section("costs", "Costs"));
    if (!report.capabilities().isEmpty()) {
      sections.add(new Section("capabilities", "Capabilities"));
    }
    if (report.walkthrough() != null) {
      sections.add(new Section("walk", "Step by step"));
    }
    sections.add(new Section("how", "How it was measured"));
    return sections;
  }

  /// How often each source is wrong without knowing it: the tables, and the rungs that one can
  /// choose between without reading a table.
  public List<Headline> headlines() {
    Audit audit = report.audit();
    return audit == null
        ? List.of()
        : audit.answerers().stream()
            .map(
                a ->
                    new Headline(
                        a.source(),
                        Figures.percent(a.total().wrong(), a.total().total()),
                        Figures.percent(a.total().right(), a.total().total())))
            .toList();
  }

  public RawString chart() {
    return new RawString(new LadderChart(report).svg());
  }

  public String chartWords() {
    return LadderChart.isCosted(report)
        ? "Fidelity against cost: the higher a rung stands, the more true events it recovers; the"
            + " further right, the more the server writes for a command."
        : "Fidelity, rung by rung: the higher a rung stands, the more true events it recovers.";
  }

  public List<RungRow> rungs() {
    List<RungRow> rows = new ArrayList<>();
    for (RungReport rung : report.rungs()) {
      rows.add(
          row(
              rows.size() + 1,
              rung,
              Optional.ofNullable(report.audit())
                  .flatMap(audit -> audit.answerer(rung.rung()))
                  .map(Answerer::total)
                  .orElse(null)));
    }
    return rows;
  }

  /// What the tables alone answer; null if nobody asked them.
  public @Nullable RungRow tables() {
    return Optional.ofNullable(report.audit())
        .flatMap(audit -> audit.answerer("tables"))
        .map(answerer -> row(0, null, answerer.total()))
        .orElse(null);
  }

  private static RungRow row(int number, @Nullable RungReport rung, @Nullable Marks marks) {
    LadderReport.Ran ran = rung == null ? null : rung.ran();
    return new RungRow(
        number,
        rung == null ? "tables" : rung.rung(),
        rung == null ? "" : rung.adds(),
        rung == null ? null : rung.notRun(),
        ran == null ? "" : Figures.percent(ran.score().recall()),
        ran == null
            ? ""
            : "%s of %s"
                .formatted(
                    Figures.number(ran.score().truth().recovered()),
                    Figures.number(ran.score().trueEvents())),
        ran == null ? null : new RawString(Bars.share(ran.score().recall())),
        marks,
        marks == null ? "" : Figures.percent(marks.right(), marks.total()),
        marks == null ? "" : Figures.percent(marks.unknown(), marks.total()),
        marks == null ? "" : Figures.percent(marks.wrong(), marks.total()),
        marks == null || marks.wrong() == 0 ? "" : "bad",
        marks == null ? null : new RawString(Bars.marks(marks)));
  }

  public List<StoryView> stories() {
    return Picked.of(report.losses(), STORIES).stream()
        .map(loss -> new StoryView(loss.story(), words(loss)))
        .toList();
  }

  private static String words(Loss loss) {
    int here =
        loss.counts().stream()
            .filter(count -> count.rung().equals(loss.story().rung()))
            .mapToInt(LadderReport.Count::events)
            .sum();
    String what =
        loss.what().equals("invented")
            ? "%s %s invented on %s"
                .formatted(Figures.number(here), loss.type(), loss.story().rung())
            : "%s: %s, %s%s on %s"
                .formatted(
                    loss.type(),
                    loss.what(),
                    Figures.number(here),
                    // What was invented beside them counts too.
                    here > loss.trueEvents() ? "" : " of " + Figures.number(loss.trueEvents()),
                    loss.story().rung());
    return what
        + (loss.backAt() == null
            ? "; no rung that ran is without it."
            : "%s; gone from %s on.".formatted(above(loss), loss.backAt()));
  }

  /// How often on the rungs above the one that tells the story, where it is an exception.
  private static String above(Loss loss) {
    StringBuilder above = new StringBuilder();
    boolean isAbove = false;
    for (LadderReport.Count count : loss.counts()) {
      if (isAbove && count.events() > 0) {
        above.append(", %s on %s".formatted(Figures.number(count.events()), count.rung()));
      }
      isAbove |= count.rung().equals(loss.story().rung());
    }
    return above.toString();
  }

  public List<MistakeView> mistakes() {
    Audit audit = report.audit();
    return audit == null
        ? List.of()
        : audit.mistakes().stream()
            .map(
                mistake ->
                    new MistakeView(
                        audit.questions().get(mistake.question() - 1).words(),
                        mistake.source(),
                        mistake.stream(),
                        mistake.said(),
                        mistake.truth()))
            .toList();
  }

  public @Nullable String carts() {
    Audit audit = report.audit();
    return audit == null ? null : Figures.counted(audit.carts(), "cart");
  }

  public String work() {
    Setting setting = report.setting();
    return "%s, seed %d%s: %s, %s accepted, %s refused by both apps, %s sent again, %s written behind the app"
        .formatted(
            setting.workload(),
            setting.seed(),
            setting.mix() == null ? "" : ", mix " + setting.mix(),
            Figures.counted(setting.commands(), "command"),
            Figures.number(setting.accepted()),
            Figures.number(setting.refused()),
            Figures.number(setting.repeated()),
            Figures.number(setting.behind()));
  }

  public @Nullable Matrix losses() {
    return report.losses().isEmpty() ? null : Matrices.losses(report);
  }

  public Matrix types() {
    return Matrices.types(report);
  }

  public Matrix fidelity() {
    return Matrices.fidelity(report);
  }

  public @Nullable Matrix claims() {
    return Matrices.claims(report);
  }

  public @Nullable Matrix audit() {
    return report.audit() == null ? null : Matrices.audit(report.audit());
  }

  public @Nullable Matrix costs() {
    return CostMatrix.of(report);
  }

  public List<String> notMeasured() {
    return report.measured().stream()
        .flatMap(
            rung ->
                rung.costs() == null
                    ? java.util.stream.Stream.of()
                    : rung.costs().notMeasured().stream().map(why -> rung.rung() + ": " + why))
        .toList();
  }

  public @Nullable Matrix capabilities() {
    return report.capabilities().isEmpty() ? null : Matrices.capabilities(report);
  }

  public List<CheckRow> checks() {
    List<CheckRow> rows = new ArrayList<>();
    report
        .capabilities()
        .forEach(
            capability ->
                capability.checks().stream()
                    .collect(
                        java.util.stream.Collectors.groupingBy(
                            check -> (check.has() ? "yes: " : "no: ") + check.how(),
                            java.util.LinkedHashMap::new,
                            java.util.stream.Collectors.mapping(
                                LadderReport.Check::rung,
                                java.util.stream.Collectors.joining(", "))))
                    .forEach(
                        (how, rungs) -> rows.add(new CheckRow(capability.name(), rungs, how))));
    return rows;
  }

  public Matrix runs() {
    return Matrices.runs(report);
  }
}
