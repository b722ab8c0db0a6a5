package afterimage.comparison.report;

import afterimage.comparison.drive.Answer;
import afterimage.comparison.drive.ShopClient;
import afterimage.comparison.report.Report.DerivedEventLine;
import afterimage.comparison.report.Report.Moment;
import afterimage.comparison.report.Report.StateNow;
import afterimage.comparison.report.Report.TrueEventLine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream's state, now and after each of its events, as the apps themselves answer.
final class Timeline {

  private final Evidence evidence;
  private final String stream;

  Timeline(Evidence evidence, String stream) {
    this.evidence = evidence;
    this.stream = stream;
  }

  StateNow now() {
    Answer legacy = evidence.legacy().state(stream);
    Answer eventSourced = evidence.eventSourced().state(stream);
    Answer derived = evidence.derived().state(stream);
    return new StateNow(
        legacy.body(),
        eventSourced.body(),
        derived.body(),
        legacy.agrees(eventSourced)
            && legacy.agrees(new Answer(derived.status(), withoutCertainty(derived.body()))));
  }

  List<Moment> moments(List<TrueEventLine> trueEvents, List<DerivedEventLine> derivedEvents) {
    List<Moment> moments = new ArrayList<>();
    for (int n = 1; n <= Math.max(trueEvents.size(), derivedEvents.size()); n++) {
      moments.add(
          new Moment(
              n,
              n <= trueEvents.size() ? trueEvents.get(n - 1).words() : null,
              n <= trueEvents.size() ? state(evidence.eventSourced(), n) : null,
              n <= derivedEvents.size() ? derivedEvents.get(n - 1).words() : null,
              n <= derivedEvents.size() ? state(evidence.derived(), n) : null));
    }
    return moments;
  }

  private @Nullable JsonNode state(ShopClient shop, int version) {
    Answer answer = shop.state(stream, version);
    return answer.accepted() ? answer.body() : null;
  }

  /// The answer over derived streams says besides how certain it is.
  private static JsonNode withoutCertainty(JsonNode state) {
    ObjectNode copy = state.deepCopy();
    copy.remove("certainty");
    return copy;
  }
}
