package afterimage.eventsourced.asking;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/// A condition in CEL over `state`, `before` (the state before the event) and `event` (its `type`
/// and
/// `data`). Numbers with decimals are doubles, good enough to be compared. CEL has no loops but
/// over
/// what is there; those, and the length of the text, are limited, so it always comes to an end.
final class Condition {

  private static final int MOST_CHARACTERS = 2_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(10_000)
          .maxExpressionCodePointSize(MOST_CHARACTERS)
          .build();
  private static final MapType ANYTHING = MapType.create(SimpleType.STRING, SimpleType.DYN);
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("state", ANYTHING)
          .addVar("before", ANYTHING)
          .addVar("event", ANYTHING)
          .setResultType(SimpleType.BOOL)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  private final CelRuntime.Program program;

  private Condition(CelRuntime.Program program) {
    this.program = program;
  }

  /// @throws ConditionWrong that says where and what, if it does not compile
  static Condition compiled(String text) {
    if (text.codePointCount(0, text.length()) > MOST_CHARACTERS) {
      throw new ConditionWrong(
          "The condition has more than %d characters.".formatted(MOST_CHARACTERS));
    }
    try {
      return new Condition(RUNTIME.createProgram(COMPILER.compile(text).getAst()));
    } catch (CelValidationException e) {
      throw new ConditionWrong(
          e.getErrors().stream()
              .map(
                  issue ->
                      "Condition, column %d: %s"
                          .formatted(
                              issue.getSourceLocation().getColumn() + 1,
                              issue.getMessage().replaceAll(" \\(candidates: .*\\)$", "")))
              .collect(joining("; ", "", ".")));
    } catch (CelEvaluationException e) {
      throw new ConditionWrong("The condition cannot be planned: %s.".formatted(e.getMessage()));
    }
  }

  /// @throws ConditionWrong if it has no value there, for one because it reads what is not there
  boolean holds(JsonNode state, JsonNode before, JsonNode event, long version) {
    try {
      return (Boolean)
          program.eval(
              Map.of("state", value(state), "before", value(before), "event", value(event)));
    } catch (CelEvaluationException e) {
      throw new ConditionWrong(
          "The condition has no value at version %d: %s.".formatted(version, e.getMessage()));
    }
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
        yield map;
      }
      case ARRAY -> node.valueStream().map(Condition::value).toList();
      case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
    };
  }

  /// What is asked for is no condition, or not one over these states.
  static final class ConditionWrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConditionWrong(String sentence) {
      super(sentence);
    }
  }
}
