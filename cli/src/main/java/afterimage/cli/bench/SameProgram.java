package afterimage.cli.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// This very program, to be started once more.
final class SameProgram {

  private SameProgram() {}

  /// Its command line: the JVM, its options and how it is found, without the program's arguments.
  ///
  /// @param options further ones of the JVM
  static List<String> with(String... options) {
    ProcessHandle.Info self = ProcessHandle.current().info();
    List<String> command = new ArrayList<>();
    command.add(self.command().orElseThrow());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> !argument.startsWith("-Xm"))
            .toList());
    command.addAll(List.of(options));
    String[] arguments = self.arguments().orElseThrow();
    int main = mainAt(arguments);
    int end = arguments[main].equals("-jar") ? main + 2 : main + 1;
    command.addAll(List.of(arguments).subList(main, end));
    return command;
  }

  /// What it was told.
  static List<String> arguments() {
    String[] arguments = ProcessHandle.current().info().arguments().orElseThrow();
    int main = mainAt(arguments);
    int end = arguments[main].equals("-jar") ? main + 2 : main + 1;
    return List.of(arguments).subList(end, arguments.length);
  }

  /// Where the JVM's own options end.
  private static int mainAt(String[] arguments) {
    int main = 0;
    while (!arguments[main].equals("-jar")
        && (arguments[main].startsWith("-") || arguments[main].startsWith("@"))) {
      main++;
    }
    return main;
  }
}
