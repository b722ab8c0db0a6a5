package afterimage.capture.source;

/// The source database cannot be captured, or not any further: where, what, expected and actual,
/// and the remedy.
public final class SourceProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SourceProblem(String message) {
    super(message);
  }

  public SourceProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
