package afterimage.eventsourced.handling;

import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The data of an event, read member by member. A member that is null is one that is absent.
/// Everything here throws an [IllegalArgumentException] that names the member, what it is and what
/// was expected.
public final class EventData {

  private final String where;
  private final JsonNode node;

  private EventData(String where, JsonNode node) {
    this.where = where;
    this.node = node;
  }

  public static EventData of(Json data) {
    return object("", data.tree());
  }

  private static EventData object(String where, JsonNode node) {
    if (!node.isObject()) {
      throw wrong(where.isEmpty() ? "data" : where, node, "an object");
    }
    return new EventData(where.isEmpty() ? "" : where + ".", node);
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  public String text(String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw wrong(where + name, value, "a text");
    }
    return value.textValue();
  }

  public @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  public int whole(String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(where + name, value, "a whole number of 32 bits");
    }
    return value.intValue();
  }

  public boolean bool(String name) {
    JsonNode value = node.path(name);
    if (!value.isBoolean()) {
      throw wrong(where + name, value, "true or false");
    }
    return value.booleanValue();
  }

  public long number(String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(where + name, value, "a whole number of 64 bits");
    }
    return value.longValue();
  }

  /// With exactly two decimals.
  public BigDecimal money(String name) {
    JsonNode value = node.path(name);
    if (!value.isNumber() || !Money.fits(value.decimalValue())) {
      throw wrong(where + name, value, "a number with at most two decimals");
    }
    return Money.exact(value.decimalValue());
  }

  public @Nullable BigDecimal moneyOrNull(String name) {
    return has(name) ? money(name) : null;
  }

  public EventData object(String name) {
    return object(where + name, node.path(name));
  }

  public List<EventData> list(String name) {
    JsonNode value = node.path(name);
    if (!value.isArray()) {
      throw wrong(where + name, value, "a list");
    }
    return IntStream.range(0, value.size())
        .mapToObj(i -> object("%s%s[%d]".formatted(where, name, i), value.get(i)))
        .toList();
  }

  public List<Long> numbers(String name) {
    JsonNode value = node.path(name);
    if (!value.isArray() || !value.valueStream().allMatch(JsonNode::canConvertToExactIntegral)) {
      throw wrong(where + name, value, "a list of whole numbers");
    }
    return value.valueStream().map(JsonNode::longValue).toList();
  }

  private static IllegalArgumentException wrong(String what, JsonNode actual, String expected) {
    return new IllegalArgumentException(
        "%s is %s; expected %s"
            .formatted(
                what,
                actual.isMissingNode() || actual.isNull() ? "missing" : actual.toString(),
                expected));
  }
}
