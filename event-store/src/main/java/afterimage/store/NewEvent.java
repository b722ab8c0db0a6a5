package afterimage.store;

import java.util.UUID;

/// An event to append.
///
/// @param id appending the same id again changes nothing, if stream, type, schema version and data
///     are the same
/// @param type an explicit name such as `ItemAdded`, which lasts for ever
/// @param schemaVersion the version of the data's shape, from 1
public record NewEvent(UUID id, String type, int schemaVersion, Json data, Metadata metadata) {

  public NewEvent {
    if (type.isBlank() || type.length() > 200) {
      throw new IllegalArgumentException("An event type has 1 to 200 characters: " + type);
    }
    Storable.text("An event type", type);
    if (schemaVersion < 1) {
      throw new IllegalArgumentException("A schema version is 1 or more, not " + schemaVersion);
    }
  }

  /// With an id of its own, which increases with time.
  public static NewEvent of(String type, Json data, Metadata metadata) {
    return new NewEvent(EventIds.next(), type, 1, data, metadata);
  }
}
