package afterimage.eventsourced.asking;

import afterimage.store.Json;

/// How a stream might have gone otherwise. Versions are those that its events really have.
public sealed interface Otherwise {

  /// All as it was.
  record AsItWas() implements Otherwise {}

  /// It had not happened.
  record Without(long version) implements Otherwise {}

  /// It had been another.
  ///
  /// @param data as it would stand in the store
  record Instead(long version, String type, Json data) implements Otherwise {}

  /// It had come before that one.
  record Moved(long version, long before) implements Otherwise {}
}
