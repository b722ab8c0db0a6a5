package afterimage.cli;

import org.jspecify.annotations.Nullable;

/// What was given on the command line or in the environment cannot be used.
public final class BadConfiguration extends RuntimeException {

  private static final long serialVersionUID = 1;

  public BadConfiguration(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
