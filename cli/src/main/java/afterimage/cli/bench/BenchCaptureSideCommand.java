package afterimage.cli.bench;

import afterimage.bench.capture.CaptureSide;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// One side of a measure, in the JVM of its own that `bench capture` starts.
@Command(name = "capture-side", hidden = true)
final class BenchCaptureSideCommand implements Callable<Integer> {

  @Parameters private List<String> arguments = List.of();

  @Override
  public Integer call() throws Exception {
    CaptureSide.run(arguments.toArray(String[]::new));
    return 0;
  }
}
