package afterimage.eventsourced.rest;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Says where a JSON body is wrong and what was expected, in the sender's words. Jackson's own
/// message speaks of Java classes and of options of the reader.
final class BodyMistake {

  private BodyMistake() {}

  static String describe(JsonProcessingException mistake) {
    return place(mistake.getLocation())
        + switch (mistake) {
          case UnrecognizedPropertyException e -> unknown(e);
          case MismatchedInputException e when e.getOriginalMessage().startsWith("Trailing") ->
              "something follows the body; expected nothing.";
          case MismatchedInputException e when e.getTargetType() != null ->
              path(e) + " must be " + kind(e.getTargetType()) + ".";
          case JsonMappingException e when e.getCause() instanceof InputCoercionException ->
              path(e) + " is too large a number.";
          default -> "not readable as JSON: " + cause(mistake.getOriginalMessage()) + ".";
        };
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? "Body: "
        : "Body, line %d, column %d: ".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static String unknown(UnrecognizedPropertyException e) {
    @Nullable Collection<Object> known = e.getKnownPropertyIds();
    return path(e)
        + " is not known here"
        + (known == null
            ? "."
            : "; expected %s."
                .formatted(known.stream().map(Object::toString).sorted().collect(joining(", "))));
  }

  /// Such as `requirement.quantity`; `it` for the whole body.
  static String path(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .map(String::valueOf)
            .collect(joining("."));
    return path.isEmpty() ? "it" : path;
  }

  private static String kind(Class<?> expected) {
    if (expected == Integer.class || expected == Long.class) {
      return "a whole number";
    }
    if (expected == BigDecimal.class) {
      return "a number";
    }
    if (Collection.class.isAssignableFrom(expected)) {
      return "a list";
    }
    return expected == String.class ? "a text" : "an object";
  }

  /// Without the places and the tokens of the reader that Jackson adds.
  private static String cause(String message) {
    return message.lines().findFirst().orElse("").replaceFirst("(: was expecting| \\().*", "");
  }
}
