package afterimage.comparison.audit;

import afterimage.comparison.ladder.RunEvent;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.OptionalInt;

/// How long something took, in commands of the run: what a seed gives again.
final class Durations {

  private Durations() {}

  static Told toCheckout(List<RunEvent> events, Source source) {
    if (!source.tells("CheckedOut")) {
      return Told.unknown("it is never told that a cart was checked out");
    }
    OptionalInt out =
        events.stream()
            .filter(event -> event.type().equals("CheckedOut"))
            .mapToInt(RunEvent::step)
            .findFirst();
    if (out.isEmpty()) {
      return Told.that(TextNode.valueOf("not checked out"));
    }
    int first = firstItem(events, source);
    Told told = Told.that(JsonNodeFactory.instance.numberNode(out.getAsInt() - first));
    return source.within() > 0
        ? Told.unknown(
            "from %d to %d commands: it is looked at only now and then"
                .formatted(
                    Math.max(0, out.getAsInt() - first - source.within()),
                    out.getAsInt() - first + source.within()))
        : told;
  }

  private static int firstItem(List<RunEvent> events, Source source) {
    Held held = Held.nothing(source.images());
    for (RunEvent event : events) {
      held.take(event);
      if (!held.isEmpty()) {
        return event.step();
      }
    }
    return events.getFirst().step();
  }
}
