package afterimage.cli;

import afterimage.postgres.Database;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the user said of a database.
public final class Given {

  private Given() {}

  /// What an option names, or else the `PG*` variables.
  ///
  /// @throws BadConfiguration if that is no address
  public static Optional<Database> database(@Nullable String url) {
    try {
      return url == null
          ? Database.fromEnvironment(System.getenv())
          : Optional.of(Database.parse(url));
    } catch (IllegalArgumentException e) {
      throw new BadConfiguration(String.valueOf(e.getMessage()), e);
    }
  }
}
