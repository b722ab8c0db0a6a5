package afterimage.cli.mapping;

import afterimage.capture.change.Position;
import afterimage.capture.mapping.Pattern;
import afterimage.capture.translate.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was tried at each change, in words.
final class TracedSteps implements Trace {

  private final Map<Position, List<String>> steps = new LinkedHashMap<>();

  List<String> at(Position position) {
    return steps.getOrDefault(position, List.of());
  }

  @Override
  public void tried(Pattern pattern, Position at, String outcome) {
    add(at, "%s: %s".formatted(pattern.name(), outcome));
  }

  @Override
  public void evaluated(
      Pattern pattern, Position at, String name, String expression, Object value) {
    add(at, "%s: %s: `%s` = %s".formatted(pattern.name(), name, expression, value));
  }

  private void add(Position at, String step) {
    steps.computeIfAbsent(at, _ -> new ArrayList<>()).add(step);
  }
}
