package afterimage.comparison.report;

import afterimage.capture.translate.Reading;
import afterimage.comparison.drive.Journal;
import afterimage.comparison.report.Report.Counts;
import afterimage.comparison.report.Report.Fidelity;
import afterimage.comparison.report.Report.StreamReport;
import afterimage.comparison.scenario.TrueEvent;
import afterimage.comparison.scenario.TrueEvents;
import afterimage.store.StreamId;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Judges a run and puts the report together.
public final class ReportMaker {

  private final Evidence evidence;

  public ReportMaker(Evidence evidence) {
    this.evidence = evidence;
  }

  public Report make(Report.Setting setting, Instant now) {
    List<StreamReport> streams = new ArrayList<>();
    truth()
        .forEach(
            (stream, events) -> streams.add(new StreamJudge(evidence, stream, events).judge()));
    List<String> losses = streams.stream().flatMap(stream -> Losses.of(stream).stream()).toList();
    Counts counts = counts(streams);
    List<JsonNode> shipments = new ArrayList<>();
    evidence.legacy().get("/shipments").body().forEach(shipments::add);
    return new Report(
        Report.FORMAT,
        now,
        setting,
        verdict(counts, streams),
        counts,
        divergences(),
        losses,
        streams,
        shipments);
  }

  private Map<String, List<TrueEvent>> truth() {
    Map<String, List<TrueEvent>> truth = new LinkedHashMap<>();
    evidence.scenario().streams().forEach(stream -> truth.put(stream, new ArrayList<>()));
    TrueEvents declared = new TrueEvents();
    for (Journal.Entry entry : evidence.journal().entries()) {
      if (entry.agreed() && entry.legacy().accepted()) {
        for (TrueEvent event : declared.of(entry.step(), entry.command(), entry.legacy().body())) {
          truth.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(event);
        }
      }
    }
    return truth;
  }

  private List<String> divergences() {
    return evidence.journal().entries().stream()
        .filter(entry -> !entry.agreed())
        .map(
            entry ->
                "Step %d, %s: the legacy app answered %d %s, the event-sourced one %d %s"
                    .formatted(
                        entry.step(),
                        entry.command().words(),
                        entry.legacy().status(),
                        entry.legacy().body(),
                        entry.eventSourced().status(),
                        entry.eventSourced().body()))
        .toList();
  }

  private Counts counts(List<StreamReport> streams) {
    return new Counts(
        evidence.journal().entries().size(),
        (int) evidence.captured().stream().filter(t -> !t.readings().isEmpty()).count(),
        evidence.captured().stream().mapToInt(t -> t.readings().size()).sum(),
        count(Reading.Explained.class),
        count(Reading.Ignored.class),
        count(Reading.Unexplained.class),
        fidelity(
            streams.stream()
                .flatMap(s -> s.trueEvents().stream().map(e -> e.verdict().kind()))
                .toList(),
            streams.stream().mapToInt(s -> s.derivedEvents().size()).sum(),
            (int)
                streams.stream()
                    .flatMap(s -> s.derivedEvents().stream())
                    .filter(e -> e.verdict().kind().equals("invented"))
                    .count()),
        own(streams));
  }

  private Fidelity own(List<StreamReport> streams) {
    List<String> truth =
        streams.stream()
            .flatMap(s -> s.trueEvents().stream().map(e -> e.eventSourced().kind()))
            .toList();
    int events =
        streams.stream()
            .mapToInt(s -> evidence.trueStore().read(StreamId.of(s.stream())).size())
            .sum();
    int found = (int) truth.stream().filter(kind -> !kind.equals("missing")).count();
    return fidelity(truth, events, Math.max(0, events - found));
  }

  private int count(Class<? extends Reading> kind) {
    return (int) evidence.captured().stream().mapToLong(t -> t.count(kind)).sum();
  }

  /// @param truth the verdicts of the true events
  /// @param invented how many of the others stand for none of them
  private static Fidelity fidelity(List<String> truth, int events, int invented) {
    int recovered = (int) truth.stream().filter("recovered"::equals).count();
    int missing = (int) truth.stream().filter("missing"::equals).count();
    return new Fidelity(
        truth.size(), events, recovered, truth.size() - recovered - missing, missing, invented);
  }

  private String verdict(Counts counts, List<StreamReport> streams) {
    if (!divergences().isEmpty()) {
      return ("The two apps did not do the same: %d of %d commands were answered differently,"
              + " so that what was lost cannot be told.")
          .formatted(divergences().size(), counts.commands());
    }
    Fidelity derived = counts.derived();
    boolean agree = streams.stream().allMatch(stream -> stream.now().agree());
    return ("%s Of %d true events, change data capture gave back %d as they were and %d altered;"
            + " %d %s missing%s. The event-sourced app holds %d as they were.")
        .formatted(
            agree
                ? "Both apps end in the same state, and yet they do not know the same."
                : "The states do not agree.",
            derived.trueEvents(),
            derived.recovered(),
            derived.altered(),
            derived.missing(),
            derived.missing() == 1 ? "is" : "are",
            derived.invented() == 0
                ? ""
                : ", and %d %s invented"
                    .formatted(derived.invented(), derived.invented() == 1 ? "was" : "were"),
            counts.eventSourced().recovered());
  }
}
