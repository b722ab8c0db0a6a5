package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.Position;
import afterimage.capture.mapping.CelValues;
import afterimage.store.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The logical messages of a transaction. One governs the changes after it, up to the next one of
/// its prefix.
final class Intents {

  private final List<Message> messages;
  private final Map<Message, Optional<Object>> bodies = new HashMap<>();
  private final Set<Message> used = new HashSet<>();

  Intents(ChangeSet changeSet) {
    this.messages = changeSet.messages();
  }

  /// The one with this prefix that governs a change.
  Optional<Message> governing(String prefix, Position change) {
    Message governing = null;
    for (Message message : messages) {
      if (message.prefix().equals(prefix) && message.position().compareTo(change) < 0) {
        governing = message;
      }
    }
    return Optional.ofNullable(governing);
  }

  /// Its content as a value; empty if that is not JSON.
  Optional<Object> body(Message message) {
    return bodies.computeIfAbsent(message, Intents::read);
  }

  /// An event came of it.
  void use(Message message) {
    used.add(message);
  }

  boolean isUsed(Message message) {
    return used.contains(message);
  }

  /// What the body of an intent says of who and why.
  static Statement statement(@Nullable Object body) {
    if (!(body instanceof Map<?, ?> fields)) {
      return Statement.NONE;
    }
    return new Statement(
        text(fields.get("actor")),
        text(fields.get("reason")),
        text(fields.get("commandId")),
        text(fields.get("correlationId")),
        text(fields.get("causationId")));
  }

  static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  private static Optional<Object> read(Message message) {
    try {
      return Optional.of(CelValues.dynamic(new Json(message.content()).tree()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
