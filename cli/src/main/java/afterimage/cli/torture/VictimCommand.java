package afterimage.cli.torture;

import afterimage.torture.fault.VictimProcess;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// What `torture` starts, to kill it. Nobody else has a use for it.
@Command(name = "torture-victim", hidden = true)
public final class VictimCommand implements Callable<Integer> {

  @Parameters private List<String> arguments = List.of();

  @Override
  public Integer call() throws Exception {
    VictimProcess.main(arguments.toArray(String[]::new));
    return 0;
  }
}
