package afterimage.cli.assess;

import afterimage.capture.assess.Assessment;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An assessment for a program.
final class AssessmentJson {

  private AssessmentJson() {}

  static String of(Assessment a, List<String> files) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("whole", a.isWhole());
    node.put("columns", a.columns());
    texts(node, "lost", a.lost());
    texts(node, "needs", a.needs());
    node.put("transactions", a.transactions()).put("changes", a.changes());
    node.put("explained", a.explained()).put("ignored", a.ignored());
    counts(node, "unexplained", a.unexplained());
    node.put("events", a.events());
    ObjectNode certainty = node.putObject("certainty");
    a.certainty().forEach((c, n) -> certainty.put(c.name().toLowerCase(Locale.ROOT), n));
    counts(node, "generic", a.generic());
    counts(node, "ambiguous", a.ambiguous());
    node.put("severalMeanings", a.severalMeanings());
    counts(node, "overwritten", a.overwritten());
    counts(node, "deletesWithoutReason", a.deletes());
    node.put("writesWithoutIntent", a.writesWithoutIntent());
    node.put("rung", a.rung().word());
    ObjectNode next = node.putObject("nextRung");
    next.put("rung", a.advice().rung()).put("adds", a.advice().adds());
    texts(next, "how", a.advice().how());
    node.put("next", AssessmentText.next(a, files));
    return Json.of(node).text() + "\n";
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    ArrayNode array = node.putArray(name);
    texts.forEach(array::add);
  }

  private static void counts(ObjectNode node, String name, Map<String, Integer> counts) {
    ObjectNode object = node.putObject(name);
    counts.forEach(object::put);
  }
}
