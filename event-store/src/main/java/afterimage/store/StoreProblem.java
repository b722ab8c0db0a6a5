package afterimage.store;

/// The database of the store could not do what was asked.
public final class StoreProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  StoreProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
