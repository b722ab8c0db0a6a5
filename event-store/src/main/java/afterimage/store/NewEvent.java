package afterimage.store;

import java.util.UUID;

/// An event to append.
///
/// @param id appending the same id again changes nothing, if stream, type, schema version and data
///     are the same
/// @param type an explicit name such as `ItemAdded`, which lasts for ever
/// @param schemaVersion the version of the data's shape, from 1
public record NewEvent(UUID id, String type, int schemaVersion, Json data, Metadata metadata) {

  private static final int LONGEST_TYPE = 200;

  public NewEvent {
    if (type.isEmpty() || type.length() > LONGEST_TYPE) {
      throw new IllegalArgumentException(
          "An event type has 1 to %d characters; this one has %d"
              .formatted(LONGEST_TYPE, type.length()));
    }
    if (type.isBlank()) {
      throw new IllegalArgumentException("An event type is more than spaces");
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
