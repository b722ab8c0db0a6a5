package afterimage.comparison.drive;

/// An app did not answer.
public final class DriveProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  DriveProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
