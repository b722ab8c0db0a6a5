package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.Position;
import afterimage.capture.mapping.CelValues;
import afterimage.store.Json;
import java.util.ArrayList;
import java.util.Comparator;
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

  /// @param earlier messages of the transaction that are told elsewhere and govern changes here
  Intents(ChangeSet changeSet, List<Message> earlier) {
    if (earlier.isEmpty()) {
      this.messages = changeSet.messages();
    } else {
      List<Message> all = new ArrayList<>(earlier);
      all.addAll(changeSet.messages());
      all.sort(Comparator.comparing(Message::position));
      this.messages = List.copyOf(all);
    }
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

  Set<Message> used() {
    return Set.copyOf(used);
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

  static Optional<Object> read(Message message) {
    try {
      return Optional.of(CelValues.dynamic(new Json(message.content()).tree()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
