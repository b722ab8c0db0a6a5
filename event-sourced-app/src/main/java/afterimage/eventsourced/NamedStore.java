package afterimage.eventsourced;

import afterimage.store.PostgresEventStore;
import afterimage.store.subscription.Wakeups;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/// An event store that requests can ask for by name (`?store=derived`). A host that offers further
/// ones produces a CDI bean of this type for each.
///
/// @param name 1 to 40 lower case letters, digits and hyphens
/// @param database where it is; the shop's projections of it are made there too
/// @param wakeups over that database; closed with the server
public record NamedStore(
    String name, PostgresEventStore store, DataSource database, Wakeups wakeups) {

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

  /// A store whose appends wake those who wait for its events.
  public static NamedStore over(String name, DataSource database) {
    Wakeups wakeups = Wakeups.over(database);
    return new NamedStore(
        name, new PostgresEventStore(database).waking(wakeups::ring), database, wakeups);
  }
}
