package afterimage.cli;

/// What was given on the command line or in the environment cannot be used.
public final class BadConfiguration extends RuntimeException {

  private static final long serialVersionUID = 1;

  public BadConfiguration(String message) {
    super(message);
  }

  public BadConfiguration(String message, Throwable cause) {
    super(message, cause);
  }
}
