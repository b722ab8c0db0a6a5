package afterimage.comparison.report;

import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.IgnoreRule;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.StreamType;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.fidelity.Alignment;
import afterimage.comparison.fidelity.Happening;
import afterimage.comparison.fidelity.Pairing;
import afterimage.comparison.fidelity.Verdict;
import afterimage.comparison.report.Report.DerivedEventLine;
import afterimage.comparison.report.Report.DifferenceLine;
import afterimage.comparison.report.Report.RowChangeLine;
import afterimage.comparison.report.Report.StreamReport;
import afterimage.comparison.report.Report.TrueEventLine;
import afterimage.comparison.report.Report.VerdictLine;
import afterimage.comparison.scenario.TrueEvent;
import afterimage.store.Provenance;
import afterimage.store.RecordedEvent;
import afterimage.store.StreamId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges one stream.
final class StreamJudge {

  private final Evidence evidence;
  private final String stream;
  private final List<TrueEvent> truth;

  StreamJudge(Evidence evidence, String stream, List<TrueEvent> truth) {
    this.evidence = evidence;
    this.stream = stream;
    this.truth = truth;
  }

  StreamReport judge() {
    List<RecordedEvent> decided = evidence.trueStore().read(StreamId.of(stream));
    List<RecordedEvent> derived = evidence.derivedStore().read(StreamId.of(stream));
    List<Happening> trueHappenings =
        truth.stream().map(e -> new Happening(e.step(), e.type(), e.data())).toList();

    var own = byTruth(Alignment.align(trueHappenings, ownHappenings(decided)));
    List<Pairing> aligned =
        Alignment.align(trueHappenings, derived.stream().map(this::happening).toList());
    var ofTrue = byTruth(aligned);
    var ofDerived = byDerived(aligned);

    List<TrueEventLine> trueEvents = new ArrayList<>();
    for (int i = 0; i < truth.size(); i++) {
      TrueEvent event = truth.get(i);
      Pairing pairing = Objects.requireNonNull(ofTrue.get(i));
      trueEvents.add(
          new TrueEventLine(
              i + 1,
              event.step(),
              event.type(),
              event.data(),
              Words.event(event.type(), event.data()),
              line(pairing.verdict()),
              number(pairing.derived()),
              line(Objects.requireNonNull(own.get(i)).verdict())));
    }
    List<DerivedEventLine> derivedEvents = new ArrayList<>();
    for (int i = 0; i < derived.size(); i++) {
      Pairing pairing = Objects.requireNonNull(ofDerived.get(i));
      derivedEvents.add(
          derivedLine(
              i + 1,
              derived.get(i),
              happening(derived.get(i)).step(),
              line(pairing.verdict()),
              number(pairing.truth())));
    }
    List<RowChangeLine> rowChanges = rowChanges();
    Timeline timeline = new Timeline(evidence, stream);
    return new StreamReport(
        stream,
        steps(trueEvents, derivedEvents, rowChanges),
        trueEvents,
        derivedEvents,
        rowChanges,
        timeline.now(),
        timeline.moments(trueEvents, derivedEvents));
  }

  private Happening happening(RecordedEvent event) {
    Provenance provenance = Objects.requireNonNull(event.metadata().provenance());
    return new Happening(
        evidence.journal().step(provenance.commit()),
        event.type(),
        (ObjectNode) event.data().tree());
  }

  /// The event-sourced app's own events name the command that they came from; one that names none
  /// is compared by its place.
  private List<Happening> ownHappenings(List<RecordedEvent> decided) {
    List<Happening> happenings = new ArrayList<>();
    for (int i = 0; i < decided.size(); i++) {
      int place = i < truth.size() ? truth.get(i).step() : evidence.journal().entries().size();
      int step = evidence.journal().step(decided.get(i).metadata().commandId()).orElse(place);
      happenings.add(
          new Happening(step, decided.get(i).type(), (ObjectNode) decided.get(i).data().tree()));
    }
    return happenings;
  }

  private static DerivedEventLine derivedLine(
      int number, RecordedEvent event, int step, VerdictLine verdict, @Nullable Integer truth) {
    Provenance provenance = Objects.requireNonNull(event.metadata().provenance());
    return new DerivedEventLine(
        number,
        step,
        event.type(),
        event.data().tree(),
        Words.event(event.type(), event.data().tree()),
        provenance.certainty().name().toLowerCase(Locale.ROOT),
        provenance.pattern(),
        provenance.mapping() + ":" + provenance.mappingVersion(),
        provenance.transaction(),
        provenance.commit().asString(),
        provenance.ordinals(),
        verdict,
        truth);
  }

  private List<RowChangeLine> rowChanges() {
    List<RowChangeLine> lines = new ArrayList<>();
    for (Translation translation : evidence.captured()) {
      for (ReadChange read : translation.readings()) {
        Mapping mapping = mapping(read.change().table());
        StreamType type = mapping.streamOf(read.change().table()).orElseThrow();
        if (type.stream(read.change().table(), row(read.change())).stream()
            .anyMatch(id -> id.value().equals(stream))) {
          lines.add(rowChange(lines.size() + 1, translation, read, mapping, type));
        }
      }
    }
    return lines;
  }

  private RowChangeLine rowChange(
      int number, Translation translation, ReadChange read, Mapping mapping, StreamType type) {
    RowChange change = read.change();
    Set<String> ignored =
        mapping.ignored(change.table()).stream()
            .flatMap(
                rule ->
                    rule instanceof IgnoreRule.Columns(_, var columns, _)
                        ? columns.stream()
                        : java.util.stream.Stream.empty())
            .collect(Collectors.toSet());
    RowChangeWords words =
        new RowChangeWords(
            Set.copyOf(type.keyColumns(change.table())),
            Set.copyOf(mapping.keys().getOrDefault(change.table(), List.of())),
            ignored);
    return new RowChangeLine(
        number,
        evidence.journal().step(translation.changeSet().commit()),
        translation.changeSet().transaction(),
        change.position().toString(),
        change.table().toString(),
        change.operation(),
        json(
            change.before(),
            change instanceof RowChange.Updated || change instanceof RowChange.Deleted),
        json(change.after(), !change.after().cells().isEmpty()),
        words.of(change),
        switch (read.reading()) {
          case Reading.Explained() -> "explained";
          case Reading.Ignored _ -> "ignored";
          case Reading.Unexplained _ -> "unexplained";
        },
        switch (read.reading()) {
          case Reading.Explained() -> null;
          case Reading.Ignored(String because) -> because;
          case Reading.Unexplained(var columns, String reason) ->
              columns.isEmpty() ? reason : reason + ": " + String.join(", ", columns);
        });
  }

  private List<Report.Step> steps(
      List<TrueEventLine> trueEvents,
      List<DerivedEventLine> derivedEvents,
      List<RowChangeLine> rowChanges) {
    Set<Integer> steps = new TreeSet<>();
    trueEvents.forEach(event -> steps.add(event.step()));
    derivedEvents.forEach(event -> steps.add(event.step()));
    rowChanges.forEach(change -> steps.add(change.step()));
    evidence.journal().entries().stream()
        .filter(entry -> entry.command().streams().contains(stream))
        .forEach(entry -> steps.add(entry.step()));
    return steps.stream()
        .map(
            step -> {
              Journal.Entry entry = evidence.journal().entries().get(step - 1);
              return new Report.Step(
                  step,
                  entry.command().words(),
                  entry.sender().actor(),
                  entry.legacy().status(),
                  entry.eventSourced().status(),
                  trueEvents.stream()
                      .filter(e -> e.step() == step)
                      .map(TrueEventLine::number)
                      .toList(),
                  rowChanges.stream()
                      .filter(c -> c.step() == step)
                      .map(RowChangeLine::number)
                      .toList(),
                  derivedEvents.stream()
                      .filter(e -> e.step() == step)
                      .map(DerivedEventLine::number)
                      .toList());
            })
        .toList();
  }

  private Mapping mapping(TableId table) {
    return evidence.mappings().stream()
        .filter(mapping -> mapping.tables().contains(table))
        .findFirst()
        .orElseThrow();
  }

  private static Row row(RowChange change) {
    return change.after().cells().isEmpty() ? change.before() : change.after();
  }

  private static @Nullable JsonNode json(Row row, boolean there) {
    return there ? json(row) : null;
  }

  private static JsonNode json(Row row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    row.cells()
        .forEach(
            (column, cell) -> {
              switch (cell) {
                case afterimage.capture.change.Cell.Null() -> node.putNull(column);
                case afterimage.capture.change.Cell.Unchanged() -> node.put(column, "(unchanged)");
                case afterimage.capture.change.Cell.Value(Object value) -> {
                  switch (value) {
                    case Long n -> node.put(column, n);
                    case Double d -> node.put(column, d);
                    case BigDecimal d -> node.put(column, d);
                    case Boolean b -> node.put(column, b);
                    default -> node.put(column, value.toString());
                  }
                }
              }
            });
    return node;
  }

  static VerdictLine line(Verdict verdict) {
    List<DifferenceLine> differences =
        verdict.differing().stream()
            .map(d -> new DifferenceLine(d.attribute(), d.kind().words(), d.truth(), d.derived()))
            .toList();
    String words =
        differences.stream()
            .map(d -> d.attribute() + " " + d.kind())
            .collect(Collectors.joining(", "));
    return new VerdictLine(
        verdict.kind(),
        words.isEmpty() ? verdict.kind() : verdict.kind() + ": " + words,
        differences);
  }

  /// The numbers that the report gives to events begin at 1; of several the first is named.
  private static @Nullable Integer number(List<Integer> places) {
    return places.isEmpty() ? null : places.getFirst() + 1;
  }

  private static Map<Integer, Pairing> byTruth(List<Pairing> pairings) {
    Map<Integer, Pairing> by = new HashMap<>();
    pairings.forEach(p -> p.truth().forEach(place -> by.put(place, p)));
    return by;
  }

  private static Map<Integer, Pairing> byDerived(List<Pairing> pairings) {
    Map<Integer, Pairing> by = new HashMap<>();
    pairings.forEach(p -> p.derived().forEach(place -> by.put(place, p)));
    return by;
  }
}
