package afterimage.capture.proof;

import org.jspecify.annotations.Nullable;

/// Nothing could be proven, neither the one nor the other.
public final class ProofProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  ProofProblem(String message) {
    super(message);
  }

  ProofProblem(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
