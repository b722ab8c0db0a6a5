package afterimage.cli.doctor;

import afterimage.capture.doctor.Examination;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/// What doctor found, for a program.
final class ExaminationJson {

  private ExaminationJson() {}

  static String of(Examination examination) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("database", examination.database()).put("server", examination.server());
    node.put("fit", examination.isFit()).put("next", examination.next());
    ArrayNode findings = node.putArray("findings");
    examination
        .findings()
        .forEach(
            finding -> {
              ObjectNode one = findings.addObject();
              one.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
              one.put("where", finding.where()).put("what", finding.what());
              one.put("advice", finding.advice());
              texts(one, "sql", finding.sql());
              one.put("cost", finding.cost()).put("breaks", finding.breaks());
            });
    ArrayNode tables = node.putArray("tables");
    examination
        .tables()
        .forEach(
            health -> {
              ObjectNode one = tables.addObject();
              one.put("table", health.table().toString()).put("kind", health.kind());
              texts(one, "key", health.key());
              one.put("logged", health.identity());
              one.put("rows", health.rows()).put("bytes", health.bytes());
              texts(one, "loses", health.loses());
              one.put("capturable", health.capturable());
            });
    return Json.of(node).text() + "\n";
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    ArrayNode array = node.putArray(name);
    texts.forEach(array::add);
  }
}
