package afterimage.cli.prove;

import afterimage.capture.proof.Difference;
import afterimage.capture.proof.ParkedTransactions;
import afterimage.capture.proof.ProofReport;
import afterimage.capture.proof.TableProof;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/// A proof as JSON.
final class ProofJson {

  private ProofJson() {}

  static ObjectNode of(ProofReport report) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("equal", report.isEqual()).put("pipeline", report.pipeline());
    node.put("generation", report.generation()).put("lsn", report.lsn().asString());
    node.put("events", report.events()).put("parts", report.parts());
    report.first().ifPresent(first -> node.set("first", difference(first)));
    ParkedTransactions parked = report.parked();
    ObjectNode waiting = node.putObject("parked").put("transactions", parked.count());
    waiting.put("allStreams", parked.allStreams());
    parked.streams().forEach(waiting.putArray("streams")::add);
    ArrayNode of = waiting.putArray("tables");
    parked.tables().forEach(table -> of.add(table.toString()));
    ArrayNode tables = node.putArray("tables");
    report.tables().forEach(table -> tables.add(table(table)));
    return node;
  }

  private static ObjectNode table(TableProof table) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("table", table.table().toString()).put("compared", table.compared());
    node.put("equal", table.equal()).put("different", table.different());
    node.put("missing", table.missing()).put("extra", table.extra());
    ObjectNode ignored = node.putObject("ignored");
    table.ignored().forEach(ignored::put);
    table.columns().forEach(node.putArray("columns")::add);
    ObjectNode notCovered = node.putObject("notCovered");
    table.notCovered().forEach(notCovered::put);
    node.put("uncoveredRows", table.uncovered());
    ArrayNode samples = node.putArray("samples");
    table.samples().forEach(sample -> samples.add(difference(sample)));
    return node;
  }

  private static ObjectNode difference(Difference difference) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("table", difference.table().toString());
    node.put("kind", difference.kind().name().toLowerCase(Locale.ROOT));
    ObjectNode key = node.putObject("key");
    difference.key().cells().forEach((column, cell) -> key.put(column, cell.toString()));
    ArrayNode columns = node.putArray("columns");
    for (Difference.OfColumn column : difference.columns()) {
      columns
          .addObject()
          .put("column", column.column())
          .put("source", column.source())
          .put("events", column.events());
    }
    node.put("wrong", difference.since().text());
    difference.since().from().ifPresent(lsn -> node.put("notBefore", lsn.asString()));
    return node;
  }
}
