package afterimage.store.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Collects event types and upcasters; [#build()] then checks that every schema version of every
/// type leads to a current one.
public final class EventTypesBuilder<E> {

  private final Class<E> kind;
  private final List<EventType<? extends E>> types = new ArrayList<>();
  private final List<Upcast> upcasts = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  EventTypesBuilder(Class<E> kind) {
    this.kind = kind;
  }

  /// A type whose data are the components of a record; see [Codec#of(Class)].
  ///
  /// @param type the name that stands in the store for ever
  /// @param schemaVersion the current one, from 1
  public <T extends E> EventTypesBuilder<E> type(String type, int schemaVersion, Class<T> shape) {
    try {
      return type(type, schemaVersion, shape, Codec.of(shape));
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s".formatted(type, e.getMessage()));
      return this;
    }
  }

  public <T extends E> EventTypesBuilder<E> type(
      String type, int schemaVersion, Class<T> shape, Codec<T> codec) {
    types.add(new EventType<>(new TypeVersion(type, schemaVersion), shape, codec));
    return this;
  }

  /// From a schema version of a type to the next one.
  ///
  /// @param change gets data of its own, which it may change and give back
  public EventTypesBuilder<E> upcast(
      String type, int schemaVersion, Function<ObjectNode, ? extends JsonNode> change) {
    TypeVersion from = new TypeVersion(type, schemaVersion);
    upcasts.add(new Upcast(from, from.next(), change));
    return this;
  }

  /// From the last schema version of a type to a type of another name.
  public EventTypesBuilder<E> upcast(
      String type,
      int schemaVersion,
      String newType,
      int newSchemaVersion,
      Function<ObjectNode, ? extends JsonNode> change) {
    upcasts.add(
        new Upcast(
            new TypeVersion(type, schemaVersion),
            new TypeVersion(newType, newSchemaVersion),
            change));
    return this;
  }

  /// @throws InvalidEventTypes that names all that is wrong
  public EventTypes<E> build() {
    EventTypesCheck<E> check = new EventTypesCheck<>(kind, types, upcasts);
    List<String> all = new ArrayList<>(problems);
    all.addAll(check.problems());
    if (!all.isEmpty()) {
      throw new InvalidEventTypes(kind.getSimpleName(), all);
    }
    return new EventTypes<>(kind, check.written(), check.readings());
  }
}
