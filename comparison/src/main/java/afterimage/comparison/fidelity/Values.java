package afterimage.comparison.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What two values have in common.
final class Values {

  private Values() {}

  /// Numbers by what they are worth, also deep inside.
  static boolean same(JsonNode a, JsonNode b) {
    return a.equals(
        (x, y) ->
            x.isNumber() && y.isNumber()
                ? x.decimalValue().compareTo(y.decimalValue())
                : (x.equals(y) ? 0 : 1),
        b);
  }

  /// Whether `derived` is `truth` with fewer decimals, or with parts left out of its objects, and
  /// otherwise the same.
  static boolean coarser(JsonNode truth, JsonNode derived) {
    if (truth.isNumber() && derived.isNumber()) {
      BigDecimal exact = truth.decimalValue().stripTrailingZeros();
      BigDecimal rounded = derived.decimalValue().stripTrailingZeros();
      return rounded.scale() < exact.scale()
          && exact.setScale(rounded.scale(), RoundingMode.HALF_UP).compareTo(rounded) == 0;
    }
    if (truth.isObject() && derived.isObject()) {
      return derived.size() > 0
          && derived
              .propertyStream()
              .allMatch(field -> covers(truth.path(field.getKey()), field.getValue()));
    }
    if (truth.isArray() && derived.isArray() && truth.size() == derived.size()) {
      for (int i = 0; i < truth.size(); i++) {
        if (!covers(truth.get(i), derived.get(i))) {
          return false;
        }
      }
      return true;
    }
    return false;
  }

  private static boolean covers(JsonNode truth, JsonNode derived) {
    return same(truth, derived) || coarser(truth, derived);
  }

  /// A text that is the same for the same value.
  static String canonical(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue().stripTrailingZeros().toPlainString();
    }
    if (value.isArray()) {
      return value.valueStream().map(Values::canonical).collect(Collectors.joining(",", "[", "]"));
    }
    if (value.isObject()) {
      Map<String, String> parts = new TreeMap<>();
      value.properties().stream()
          .filter(field -> !field.getValue().isNull())
          .forEach(field -> parts.put(field.getKey(), canonical(field.getValue())));
      return parts.toString();
    }
    return value.toString();
  }
}
