package afterimage.capture.spool;

/// What is too large for memory could not be put on disk, or not be read from there.
public final class SpoolProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  SpoolProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
