package afterimage.capture.source;

import org.jspecify.annotations.Nullable;

/// The source database cannot be captured, or not any further: where, what, expected and actual,
/// and the remedy.
public final class SourceProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean lasting;

  public SourceProblem(String message) {
    this(message, null, false);
  }

  public SourceProblem(String message, Throwable cause) {
    this(message, cause, false);
  }

  private SourceProblem(String message, @Nullable Throwable cause, boolean lasting) {
    super(message, cause);
    this.lasting = lasting;
  }

  /// One that stays until a person has done what its message says.
  public static SourceProblem lasting(String message) {
    return new SourceProblem(message, null, true);
  }

  /// Whether trying again is of no use before a person has done something.
  public boolean isLasting() {
    return lasting;
  }
}
