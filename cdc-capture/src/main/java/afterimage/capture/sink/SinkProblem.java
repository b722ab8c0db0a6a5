package afterimage.capture.sink;

import org.jspecify.annotations.Nullable;

/// The store of the derived events could not take them.
public final class SinkProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  SinkProblem(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
