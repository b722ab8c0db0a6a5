package afterimage.cli.ladder;

import afterimage.comparison.drive.Journal;
import afterimage.comparison.fidelity.Happening;
import afterimage.comparison.fidelity.Judgement;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungResult;
import afterimage.comparison.scenario.TrueEvents;
import afterimage.store.EventFilter;
import afterimage.store.Provenance;
import afterimage.store.RecordedEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Holds what a rung derived against the truth of its journal.
final class Judged {

  private Judged() {}

  static Judgement of(RungResult.Ran ran) {
    return Judgement.of(truth(ran.journal()), derived(ran));
  }

  private static List<Happening> truth(Journal journal) {
    TrueEvents declared = new TrueEvents();
    List<Happening> truth = new ArrayList<>();
    for (Journal.Entry entry : journal.entries()) {
      if (entry.agreed() && entry.legacy().accepted()) {
        declared
            .of(entry.step(), entry.command(), entry.legacy().body())
            .forEach(
                event ->
                    truth.add(
                        new Happening(
                            event.step(),
                            event.stream(),
                            event.type(),
                            event.data(),
                            truth.size() + 1,
                            Integer.toString(event.step()),
                            null,
                            entry.sender().actor(),
                            entry.sender().reason())));
      }
    }
    return truth;
  }

  private static List<Happening> derived(RungResult.Ran ran) {
    return ran.store().walkAll(0, EventFilter.ALL).map(event -> happening(ran, event)).toList();
  }

  private static Happening happening(RungResult.Ran ran, RecordedEvent event) {
    Provenance provenance = event.metadata().provenance();
    int step =
        ran.rung() == Rung.EVENTS || provenance == null
            ? ran.journal().step(event.metadata().commandId()).orElseThrow()
            : ran.journal().step(provenance.commit());
    return new Happening(
        step,
        event.stream().value(),
        event.type(),
        (ObjectNode) event.data().tree(),
        event.position(),
        provenance == null ? Integer.toString(step) : provenance.commit().asString(),
        provenance == null ? null : provenance.certainty(),
        event.metadata().actor(),
        event.metadata().reason());
  }
}
