package afterimage.comparison.ladder;

import afterimage.comparison.drive.Journal;
import afterimage.comparison.scenario.TrueEvent;
import afterimage.comparison.scenario.TrueEvents;
import afterimage.store.EventFilter;
import afterimage.store.EventPage;
import afterimage.store.EventStore;
import afterimage.store.Provenance;
import afterimage.store.RecordedEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All events of a run, of all streams, in the order of their side.
public final class RunEvents {

  private static final int PAGE = 1000;

  private RunEvents() {}

  /// What the deeds that both apps accepted stand for.
  public static List<RunEvent> truth(Journal journal) {
    List<RunEvent> events = new ArrayList<>();
    TrueEvents declared = new TrueEvents();
    for (Journal.Entry entry : journal.entries()) {
      if (entry.agreed() && entry.legacy().accepted()) {
        for (TrueEvent event : declared.of(entry.step(), entry.command(), entry.legacy().body())) {
          events.add(
              new RunEvent(
                  event.step(),
                  event.stream(),
                  event.type(),
                  event.data(),
                  events.size() + 1,
                  "command " + event.step(),
                  null,
                  entry.sender().actor(),
                  entry.sender().reason()));
        }
      }
    }
    return List.copyOf(events);
  }

  /// What a rung has in its store. A derived event is dated by the commit that it was read from,
  /// and one that was decided by the command that it names; the last deed, if it names none of the
  /// run.
  public static List<RunEvent> of(Journal journal, EventStore store) {
    Map<String, Integer> commands = new HashMap<>();
    journal
        .entries()
        .forEach(entry -> commands.putIfAbsent(entry.sender().commandId(), entry.step()));
    List<RunEvent> events = new ArrayList<>();
    EventPage page;
    long after = 0;
    do {
      page = store.readAll(after, EventFilter.ALL, PAGE);
      page.events().forEach(event -> events.add(read(event, journal, commands)));
      after = page.end();
    } while (!page.last());
    return List.copyOf(events);
  }

  private static RunEvent read(
      RecordedEvent event, Journal journal, Map<String, Integer> commands) {
    Provenance provenance = event.metadata().provenance();
    String commandId = String.valueOf(event.metadata().commandId());
    return new RunEvent(
        provenance == null
            ? commands.getOrDefault(commandId, journal.entries().size())
            : journal.step(provenance.commit()),
        event.stream().value(),
        event.type(),
        (ObjectNode) event.data().tree(),
        event.position(),
        provenance == null ? commandId : provenance.commit().asString(),
        provenance == null ? null : provenance.certainty(),
        event.metadata().actor(),
        event.metadata().reason());
  }
}
