package afterimage.cli;

/// What was asked for cannot be done with what there is; nothing was changed.
public final class NotPossible extends RuntimeException {

  private static final long serialVersionUID = 1;

  public NotPossible(String message, Throwable cause) {
    super(message, cause);
  }
}
