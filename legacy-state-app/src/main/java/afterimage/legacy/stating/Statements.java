package afterimage.legacy.stating;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;

/// Says beside the rows what is done to them, in the same transaction. By default it says nothing.
///
/// @param intent whether a message goes into the log, before the rows are written
/// @param outbox whether the events go into the table `outbox`
public record Statements(boolean intent, boolean outbox) {

  public static final Statements NONE = new Statements(false, false);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  /// To be called when nothing stands against the use case any more, and before its rows are
  /// written: a message governs what comes after it.
  public void say(DSLContext tx, Use use) {
    intend(tx, use);
    tell(tx, use);
  }

  /// The intent alone.
  public void intend(DSLContext tx, Use use) {
    if (intent) {
      Caller caller = Caller.current();
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("type", use.getClass().getSimpleName());
      body.put("actor", caller.actor());
      body.put("reason", caller.reason());
      body.put("commandId", caller.commandId());
      body.put("payload", use);
      body.values().removeIf(Objects::isNull);
      tx.fetch("select pg_logical_emit_message(true, 'intent', ?)", json(body));
    }
  }

  /// The events alone.
  public void tell(DSLContext tx, Use use) {
    if (outbox) {
      Caller caller = Caller.current();
      for (Event event : Events.of(use)) {
        tx.execute(
            """
            insert into outbox (aggregatetype, aggregateid, type, payload, actor, reason, command_id)
            values (?, ?, ?, ?::jsonb, ?, ?, ?)
            """,
            event.aggregate(),
            event.id(),
            event.type(),
            json(event.payload()),
            caller.actor(),
            caller.reason(),
            caller.commandId());
      }
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(value + " cannot be written as JSON", e);
    }
  }
}
