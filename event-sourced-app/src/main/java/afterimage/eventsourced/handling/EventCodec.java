package afterimage.eventsourced.handling;

import afterimage.store.Json;

/// How the events of one kind of stream are written in the store.
public interface EventCodec<E> {

  /// The name that stands in the store for ever.
  String type(E event);

  Json data(E event);

  /// Members that the shape does not have are passed over: they may have been added since, and do
  /// not change what the others say.
  ///
  /// @throws IllegalArgumentException that says what was found and what was expected
  E read(String type, int schemaVersion, Json data);
}
