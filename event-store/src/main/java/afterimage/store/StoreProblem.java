package afterimage.store;

import java.sql.SQLException;

/// The database of the store could not do what was asked.
public final class StoreProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  StoreProblem(String message, Throwable cause) {
    super(message, cause);
  }

  /// Whether it is an event, or a version of a stream, that was there already: then the same append
  /// in a new transaction finds it there.
  public boolean isCollision() {
    return getCause() instanceof SQLException cause && PostgresEventStore.isCollision(cause);
  }

  /// @param what could not be done, such as `append`
  static StoreProblem of(String what, SQLException cause) {
    return new StoreProblem(
        "The event store could not %s: %s".formatted(what, cause.getMessage()), cause);
  }
}
