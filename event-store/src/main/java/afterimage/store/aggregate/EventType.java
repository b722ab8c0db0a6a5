package afterimage.store.aggregate;

import afterimage.store.Json;

/// The current schema version of an event type.
record EventType<T>(TypeVersion current, Class<T> shape, Codec<T> codec) {

  Json write(Object event) {
    return codec.write(shape.cast(event));
  }
}
