package afterimage.comparison.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How far what is said is what is so.
enum Agreement {
  WHOLE,
  /// As far as it goes; parts of it are not known.
  PARTLY,
  NONE;

  static Agreement of(JsonNode truth, @Nullable JsonNode told) {
    if (told == null || told.isNull()) {
      return truth.isNull() ? WHOLE : PARTLY;
    }
    if (truth.isArray() && told.isArray()) {
      return truth.size() == told.size() ? ofAll(truth, told) : NONE;
    }
    if (truth.isObject() && told.isObject()) {
      return ofObjects(truth, told);
    }
    boolean numbers = truth.isNumber() && told.isNumber();
    boolean same =
        numbers ? truth.decimalValue().compareTo(told.decimalValue()) == 0 : truth.equals(told);
    return same ? WHOLE : NONE;
  }

  private static Agreement ofAll(JsonNode truth, JsonNode told) {
    Agreement least = WHOLE;
    for (int i = 0; i < truth.size(); i++) {
      least = least.and(of(truth.get(i), told.get(i)));
    }
    return least;
  }

  private static Agreement ofObjects(JsonNode truth, JsonNode told) {
    Set<String> names = new LinkedHashSet<>();
    for (Iterator<String> of = truth.fieldNames(); of.hasNext(); ) {
      names.add(of.next());
    }
    Agreement least = WHOLE;
    for (Iterator<String> of = told.fieldNames(); of.hasNext(); ) {
      if (names.add(of.next())) {
        least = NONE;
      }
    }
    for (String name : names) {
      if (truth.has(name)) {
        least = least.and(told.has(name) ? of(truth.path(name), told.get(name)) : NONE);
      }
    }
    return least;
  }

  private Agreement and(Agreement other) {
    return compareTo(other) < 0 ? other : this;
  }
}
