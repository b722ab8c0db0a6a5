package afterimage.cli.capture;

import afterimage.capture.source.SlotState;
import afterimage.capture.source.SourceStatus;
import afterimage.capture.status.Status;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Statuses as JSON: sizes in bytes, rates by the second.
final class StatusJson {

  private StatusJson() {}

  static String of(List<Rates> statuses) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    statuses.forEach(rates -> pipeline(array.addObject(), rates));
    return Json.of(array).text();
  }

  private static void pipeline(ObjectNode node, Rates rates) {
    Status status = rates.status();
    Status.Baseline generation = status.generation();
    node.put("pipeline", status.pipeline());
    node.putObject("generation")
        .put("number", generation.number())
        .put("state", generation.state())
        .put("slot", generation.slot())
        .put("begunAt", generation.begunAt().toString())
        .put("baselineRows", generation.rows())
        .put("baselineExpected", generation.expected());
    status.stored().ifPresent(stored -> stored(node.putObject("stored"), stored));
    node.putObject("rates")
        .put("transactions", rates.transactions())
        .put("changes", rates.changes())
        .put("events", rates.events());
    node.putObject("parked")
        .put("transactions", status.parked().transactions())
        .put("streams", status.parked().streams());
    status.source().ifPresent(source -> source(node.putObject("source"), source));
    ArrayNode gaps = node.putArray("gaps");
    for (Status.Gap gap : status.gaps()) {
      gaps.addObject()
          .put("foundAt", gap.foundAt().toString())
          .put("what", gap.what())
          .put("bridgedBy", gap.bridgedBy());
    }
  }

  private static void stored(ObjectNode node, Status.Stored stored) {
    node.put("mappings", stored.mappings())
        .put("end", stored.end().asString())
        .put("committedAt", stored.committedAt() == null ? null : stored.committedAt().toString())
        .put("updatedAt", stored.updatedAt().toString())
        .put("transactions", stored.transactions())
        .put("explained", stored.explained())
        .put("ignored", stored.ignored())
        .put("unexplained", stored.unexplained())
        .put("events", stored.events());
    node.putObject("certainty")
        .put("stated", stored.stated())
        .put("exact", stored.exact())
        .put("inferred", stored.inferred())
        .put("ambiguous", stored.ambiguous());
  }

  private static void source(ObjectNode node, SourceStatus source) {
    node.put("behindBytes", source.behindBytes())
        .put("behindTransactionsAtMost", source.behindTransactions())
        .put("maxSlotWalKeepSize", source.keepLimit())
        .put("idleReplicationSlotTimeout", source.idleLimit());
    if (source.slot().isPresent()) {
      SlotState slot = source.slot().get();
      node.putObject("slot")
          .put("name", slot.name())
          .put("confirmed", slot.confirmed().asString())
          .put("activePid", slot.activePid())
          .put("walStatus", slot.walStatus())
          .put("keptBytes", slot.keptBytes())
          .put("safeBytes", slot.safeBytes())
          .put("lostBecause", slot.lostBecause());
    } else {
      node.putNull("slot");
    }
  }
}
