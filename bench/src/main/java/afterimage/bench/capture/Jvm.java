package afterimage.bench.capture;

import java.io.IOException;
import java.util.List;

/// Starts a JVM that runs [CaptureSide#run] with these arguments.
@FunctionalInterface
public interface Jvm {

  /// @return the process; its standard output is to be read, its standard error is this one's
  Process start(List<String> arguments) throws IOException;
}
