package afterimage.cli;

import afterimage.capture.mapping.MappingProblems;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// From a failure to a sentence and an exit code.
final class Failures implements IExecutionExceptionHandler {

  private static final int CONFIGURATION = 2;
  private static final int COULD_NOT_RUN = 3;

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
    command.getErr().println("afterimage: " + e.getMessage());
    if (command.getCommand() instanceof Verbose asked && asked.verbose()) {
      e.printStackTrace(command.getErr());
    }
    return e instanceof MappingProblems || e instanceof BadConfiguration || e instanceof NotPossible
        ? CONFIGURATION
        : COULD_NOT_RUN;
  }
}
