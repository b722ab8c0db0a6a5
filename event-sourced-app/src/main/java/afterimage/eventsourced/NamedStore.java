package afterimage.eventsourced;

import afterimage.store.EventStore;
import java.util.regex.Pattern;

/// An event store that requests can ask for by name (`?store=derived`). A host that offers further
/// ones produces a CDI bean of this type for each.
///
/// @param name 1 to 40 lower case letters, digits and hyphens
public record NamedStore(String name, EventStore store) {

  /// The events that the shop itself decided.
  public static final String TRUE = "true";

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

  public NamedStore {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The name of a store is %s; expected 1 to 40 lower case letters, digits and hyphens"
              .formatted(name));
    }
  }
}
