package afterimage.cli.ladder;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Message;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.sink.KeptChanges;
import afterimage.capture.translate.RowImage;
import afterimage.comparison.fidelity.Difference;
import afterimage.comparison.fidelity.Happening;
import afterimage.comparison.fidelity.Judgement;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether an attribute of a true event that is scored as lost was in what the rung was given: in
/// the row change that the derived event came of, from `log+tx` on in the whole transaction, of a
/// poll in the rows of the cart as they were polled. An event that was given another name is looked
/// at too. What another event of the same input tells is not lost.
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

  /// What is in the row and left out on purpose: a button that was set is read as pressed, as most
  /// were, and a press that told its state would be no press as it was.
  private static final Set<String> LEFT_OUT = Set.of("state of ButtonSet");

  private final RungResult.Ran ran;
  private final Map<Long, RecordedEvent> events = new HashMap<>();
  private final Map<String, List<RecordedEvent>> byCommit = new HashMap<>();
  private final KeptChanges kept;

  private Inputs(RungResult.Ran ran) {
    this.ran = ran;
    this.kept = new KeptChanges(ran.stored().dataSource());
    ran.store()
        .walkAll(0, EventFilter.ALL)
        .forEach(
            event -> {
              events.put(event.position(), event);
              byCommit
                  .computeIfAbsent(provenance(event).commit().asString(), _ -> new ArrayList<>())
                  .add(event);
            });
  }

  /// The attributes that are lost though they were there, in words. Event sourcing was given the
  /// command itself.
  static List<String> lostThoughThere(RungResult.Ran ran, Judgement judgement) {
    return ran.rung() == Rung.EVENTS ? List.of() : new Inputs(ran).found(judgement);
  }

  private List<String> found(Judgement judgement) {
    List<String> found = new ArrayList<>();
    for (Judgement.Pair pair : judgement.pairs()) {
      if (pair.truth().size() == 1 && pair.derived().size() == 1) {
        lost(pair).forEach(found::add);
      }
    }
    return found;
  }

  private Stream<String> lost(Judgement.Pair pair) {
    Happening truth = pair.truth().getFirst();
    List<Difference> lost =
        pair.verdict().differing().stream()
            .filter(difference -> difference.kind() == Difference.Kind.LOST)
            .filter(of -> !LEFT_OUT.contains(of.attribute() + " of " + truth.type()))
            .toList();
    if (lost.isEmpty()) {
      return Stream.of();
    }
    RecordedEvent derived =
        Objects.requireNonNull(events.get(pair.derived().getFirst().order()), "an event");
    Given given = given(derived, truth);
    return lost.stream()
        .filter(of -> given.has(of.attribute(), value(of)) && !given.tells(of))
        .map(
            of ->
                "%s: %s of %s is lost, though it was there: %s"
                    .formatted(ran.rung(), of.attribute(), truth, value(of)));
  }

  private static JsonNode value(Difference lost) {
    return Objects.requireNonNull(lost.truth(), "what is lost was there");
  }

  private static Provenance provenance(RecordedEvent event) {
    return Objects.requireNonNull(event.metadata().provenance());
  }

  private Given given(RecordedEvent derived, Happening truth) {
    Provenance of = provenance(derived);
    KeptChanges.Kept all = kept.find(of.generation(), of.commit()).orElseThrow();
    boolean isWhole = ran.rung().compareTo(Rung.LOG_TX) >= 0;
    List<Row> rows = new ArrayList<>();
    for (RowChange change : all.changeSet().changes()) {
      if (isWhole
          || of.ordinals().contains(change.position().ordinal())
          || (ran.rung() == Rung.POLL && isOf(change.after(), truth.stream()))) {
        rows.add(change.before());
        rows.add(change.after());
      }
    }
    all.known().stream().map(RowImage::row).flatMap(Optional::stream).forEach(rows::add);
    Optional<String> sku =
        Optional.of(truth.data().path("sku")).filter(JsonNode::isTextual).map(JsonNode::asText);
    rows.removeIf(
        row -> sku.isPresent() && text(row, "sku").filter(it -> !it.equals(sku.get())).isPresent());
    return new Given(
        rows,
        all.changeSet().messages().stream()
            .filter(_ -> ran.rung().compareTo(Rung.LOG_INTENT) >= 0)
            .map(Message::content)
            .map(content -> new Json(content).tree())
            .toList(),
        byCommit.getOrDefault(of.commit().asString(), List.of()).stream()
            .filter(
                other ->
                    isWhole
                        || provenance(other).ordinals().stream().anyMatch(of.ordinals()::contains)
                        || (ran.rung() == Rung.POLL && other.stream().equals(derived.stream())))
            .map(event -> event.data().tree())
            .toList());
  }

  private static boolean isOf(Row row, String stream) {
    return text(row, "cart_id")
        .or(() -> text(row, "id"))
        .filter(id -> stream.equals("cart-" + id))
        .isPresent();
  }

  private static Optional<String> text(Row row, String column) {
    return row.cells().get(column) instanceof Cell.Value(Object value)
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  /// What was at hand: rows, messages, and the data of all events that came of them.
  private record Given(List<Row> rows, List<JsonNode> messages, List<JsonNode> told) {

    boolean has(String attribute, JsonNode truth) {
      return messages.stream().anyMatch(message -> !message.findValues(attribute).isEmpty())
          || (truth.isArray()
              // Lines, or numbers of carts: there, if each of them is.
              ? !truth.isEmpty() && truth.valueStream().allMatch(this::hasItem)
              : rows.stream().anyMatch(row -> isIn(row, attribute, truth)));
    }

    private boolean hasItem(JsonNode item) {
      return item.isObject()
          ? rows.stream()
              .anyMatch(
                  row ->
                      item.propertyStream().allMatch(of -> isIn(row, of.getKey(), of.getValue())))
          : rows.stream().anyMatch(row -> isIn(row, "cart", item));
    }

    private static boolean isIn(Row row, String attribute, JsonNode truth) {
      return COLUMNS.getOrDefault(attribute, Set.of()).stream()
          .anyMatch(
              column ->
                  row.cells().get(column) instanceof Cell.Value(Object value)
                      && isSame(value, truth));
    }

    private static boolean isSame(Object value, JsonNode truth) {
      return truth.isNumber()
          ? value instanceof Number
              && new BigDecimal(value.toString()).compareTo(truth.decimalValue()) == 0
          : value.toString().equals(truth.asText());
    }

    /// Whether it stands in one of the events, each line of it in any of them.
    boolean tells(Difference lost) {
      JsonNode truth = value(lost);
      return truth.isArray()
          ? truth.valueStream().allMatch(item -> told.stream().anyMatch(of -> hasLine(of, item)))
          : told.stream().anyMatch(of -> same(of.get(lost.attribute()), truth));
    }

    private static boolean hasLine(JsonNode event, JsonNode item) {
      return item.propertyStream().allMatch(of -> same(event.get(of.getKey()), of.getValue()))
          || event.path("items").valueStream().anyMatch(line -> hasLine(line, item));
    }

    private static boolean same(@Nullable JsonNode told, JsonNode truth) {
      return told != null
          && ((told.isNumber() && truth.isNumber())
              ? told.decimalValue().compareTo(truth.decimalValue()) == 0
              : told.equals(truth));
    }
  }
}
