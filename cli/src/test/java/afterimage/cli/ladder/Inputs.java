package afterimage.cli.ladder;

import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.sink.KeptChanges;
import afterimage.comparison.fidelity.Difference;
import afterimage.comparison.fidelity.Happening;
import afterimage.comparison.fidelity.Judgement;
import afterimage.comparison.fidelity.Verdict;
import afterimage.comparison.ladder.Rung;
import afterimage.comparison.ladder.RungResult;
import afterimage.store.EventFilter;
import afterimage.store.Json;
import afterimage.store.Provenance;
import afterimage.store.RecordedEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether an attribute of a true event that is scored as lost was in what the rung was given for
/// the derived event: in the row change it came of, or from `log+tx` on in the whole transaction.
/// An event that was given another name is scored as another event, and is not looked at.
final class Inputs {

  /// The columns that an attribute can be in.
  private static final Map<String, Set<String>> COLUMNS =
      Map.of(
          "sku", Set.of("sku"),
          "quantity", Set.of("quantity"),
          "unitPrice", Set.of("unit_price"),
          "discount", Set.of("discount"),
          "amount", Set.of("discount"),
          "state", Set.of("state"),
          "cart", Set.of("id", "cart_id"),
          "guest", Set.of("id", "cart_id"));

  private Inputs() {}

  /// The attributes that are lost though they were there, in words.
  static List<String> lostThoughThere(RungResult.Ran ran, Judgement judgement) {
    if (ran.rung() == Rung.EVENTS || ran.rung() == Rung.POLL) {
      return List.of();
    }
    Map<Long, RecordedEvent> events = new HashMap<>();
    ran.store().walkAll(0, EventFilter.ALL).forEach(event -> events.put(event.position(), event));
    KeptChanges kept = new KeptChanges(ran.stored().dataSource());
    List<String> found = new ArrayList<>();
    for (Judgement.Pair pair : judgement.pairs()) {
      if (!(pair.verdict() instanceof Verdict.Altered) || !isOne(pair)) {
        continue;
      }
      Happening derived = pair.derived().getFirst();
      Provenance provenance = provenance(events.get(derived.order()));
      ChangeSet all =
          kept.find(provenance.generation(), provenance.commit()).orElseThrow().changeSet();
      for (Difference difference : pair.verdict().differing()) {
        JsonNode truth = difference.truth();
        if (difference.kind() == Difference.Kind.LOST
            && truth != null
            && isThere(difference.attribute(), truth, input(ran.rung(), all, provenance))) {
          found.add(
              "%s: %s of %s is lost: %s"
                  .formatted(ran.rung(), difference.attribute(), derived, truth));
        }
      }
    }
    return found;
  }

  private static boolean isOne(Judgement.Pair pair) {
    return pair.truth().size() == 1
        && pair.derived().size() == 1
        && pair.truth().getFirst().type().equals(pair.derived().getFirst().type());
  }

  private static Provenance provenance(@Nullable RecordedEvent event) {
    return Objects.requireNonNull(Objects.requireNonNull(event).metadata().provenance());
  }

  /// The rows that were at hand, and the messages.
  private record Given(List<Row> rows, List<JsonNode> messages) {}

  private static Given input(Rung rung, ChangeSet all, Provenance provenance) {
    boolean isWhole = rung.compareTo(Rung.LOG_TX) >= 0;
    List<Row> rows = new ArrayList<>();
    for (RowChange change : all.changes()) {
      if (isWhole || provenance.ordinals().contains(change.position().ordinal())) {
        rows.add(change.before());
        rows.add(change.after());
      }
    }
    return new Given(
        rows,
        all.messages().stream()
            .filter(_ -> rung.compareTo(Rung.LOG_INTENT) >= 0)
            .map(Message::content)
            .map(content -> new Json(content).tree())
            .toList());
  }

  private static boolean isThere(String attribute, JsonNode truth, Given given) {
    if (given.messages().stream().anyMatch(message -> !message.findValues(attribute).isEmpty())) {
      return true;
    }
    if (truth.isArray()) {
      // Lines, or numbers of carts: there, if each of them is.
      for (JsonNode item : truth) {
        if (item.isObject()
            ? !isThere("sku", item.path("sku"), given)
                || !isThere("unitPrice", item.path("unitPrice"), given)
            : !isThere("cart", item, given)) {
          return false;
        }
      }
      return !truth.isEmpty();
    }
    for (String column : COLUMNS.getOrDefault(attribute, Set.of())) {
      for (Row row : given.rows()) {
        if (row.cells().get(column) instanceof Cell.Value(Object value) && isSame(value, truth)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSame(Object value, JsonNode truth) {
    return truth.isNumber()
        ? value instanceof Number
            && new BigDecimal(value.toString()).compareTo(truth.decimalValue()) == 0
        : value.toString().equals(truth.asText());
  }
}
