package afterimage.capture.translate;

import afterimage.capture.change.Message;
import afterimage.capture.change.Position;
import afterimage.capture.mapping.EventJson;
import afterimage.capture.mapping.Expression;
import afterimage.capture.mapping.Expression.ExpressionFailed;
import afterimage.capture.mapping.Pattern;
import afterimage.store.StreamId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tries patterns.
final class Matcher {

  private final Intents intents;
  private final Trace trace;

  Matcher(Intents intents, Trace trace) {
    this.intents = intents;
    this.trace = trace;
  }

  /// @param touch what the pattern is tried at
  /// @param plain what its names stand for, if no message governs the change
  /// @param touches all that it would tell of, in order
  Optional<Match> onChange(
      Plan.Planned planned,
      Touch touch,
      StreamId stream,
      ChangeVariables plain,
      List<Touch> touches) {
    Position at = touch.change.position();
    String without = planned.pattern().without();
    if (without != null && intents.governing(without, at).isPresent()) {
      trace.tried(planned.pattern(), at, "a message `%s` governs the change".formatted(without));
      return Optional.empty();
    }
    String prefix = planned.pattern().intent();
    @Nullable Message message = null;
    @Nullable Object body = null;
    if (prefix != null) {
      message = intents.governing(prefix, at).orElse(null);
      if (message == null) {
        trace.tried(planned.pattern(), at, "no message `%s` governs the change".formatted(prefix));
        return Optional.empty();
      }
      body = intents.body(message).orElse(null);
      if (body == null) {
        touch.failures.add(
            "%s: the message `%s` is not JSON".formatted(planned.pattern().name(), prefix));
        return Optional.empty();
      }
    }
    ChangeVariables variables = body == null ? plain : plain.under(body);
    Optional<Match> match =
        match(planned, stream, variables, at, touch, touches, body, touch.failures);
    if (match.isPresent() && message != null) {
      intents.use(message);
    }
    return match;
  }

  Optional<Match> onMessage(
      Plan.Planned planned,
      Message message,
      Object body,
      StreamId stream,
      ChangeVariables.Context context,
      List<Touch> touches,
      List<String> failures) {
    ChangeVariables variables = new ChangeVariables(null, context, body);
    Optional<Match> match =
        match(planned, stream, variables, message.position(), null, touches, body, failures);
    match.ifPresent(_ -> intents.use(message));
    return match;
  }

  private Optional<Match> match(
      Plan.Planned planned,
      StreamId stream,
      ChangeVariables variables,
      Position at,
      @Nullable Touch main,
      List<Touch> touches,
      @Nullable Object body,
      List<String> failures) {
    Pattern pattern = planned.pattern();
    try {
      for (Expression condition : pattern.conditions()) {
        if (!holds(condition, pattern, at, variables)) {
          return Optional.empty();
        }
      }
      Map<String, Object> data = new LinkedHashMap<>();
      for (Map.Entry<String, Expression> field : pattern.data().entrySet()) {
        if (!variables.knows(field.getValue())) {
          trace.tried(pattern, at, "`%s` was not logged".formatted(field.getValue().text()));
          return Optional.empty();
        }
        Object value = field.getValue().evaluate(variables);
        trace.evaluated(pattern, at, field.getKey(), field.getValue().text(), value);
        if (value instanceof Optional<?> optional) {
          if (optional.isPresent()) {
            data.put(field.getKey(), optional.get());
          }
        } else {
          data.put(field.getKey(), value);
        }
      }
      Match match =
          new Match(
              planned,
              stream,
              data,
              EventJson.write(data),
              statement(pattern, variables, body),
              at,
              main,
              touches);
      trace.tried(pattern, at, "applies");
      return Optional.of(match);
    } catch (ExpressionFailed | IllegalArgumentException e) {
      trace.tried(pattern, at, String.valueOf(e.getMessage()));
      failures.add(pattern.name() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /// A condition over something that was not logged does not hold.
  private boolean holds(
      Expression condition, Pattern pattern, Position at, ChangeVariables variables) {
    if (!variables.knows(condition)) {
      trace.tried(pattern, at, "`%s` was not logged".formatted(condition.text()));
      return false;
    }
    Object value = condition.evaluate(variables);
    trace.evaluated(pattern, at, "when", condition.text(), value);
    if (!value.equals(true)) {
      trace.tried(pattern, at, "does not apply");
      return false;
    }
    return true;
  }

  private static Statement statement(
      Pattern pattern, ChangeVariables variables, @Nullable Object body) {
    if (body == null && pattern.actor() == null && pattern.reason() == null) {
      return Statement.NONE;
    }
    Statement stated = Intents.statement(body);
    return new Statement(
        text(pattern.actor(), variables, stated.actor()),
        text(pattern.reason(), variables, stated.reason()),
        stated.commandId(),
        stated.correlationId(),
        stated.causationId());
  }

  private static @Nullable String text(
      @Nullable Expression expression, ChangeVariables variables, @Nullable String stated) {
    if (expression == null || !variables.knows(expression)) {
      return stated;
    }
    Object value = expression.evaluate(variables);
    return Intents.text(value instanceof Optional<?> o && o.isPresent() ? o.get() : value);
  }
}
