package afterimage.store.projection;

/// A projection cannot do what was asked.
public final class ProjectionProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  ProjectionProblem(String message) {
    super(message);
  }

  ProjectionProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
