package afterimage.torture;

import afterimage.torture.fault.VictimProcess;
import java.io.File;
import java.util.List;

/// How a test starts a pipeline in a process of its own.
final class Launch {

  private Launch() {}

  static List<String> victim() {
    return List.of(
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
        "-cp",
        System.getProperty("java.class.path"),
        VictimProcess.class.getName());
  }
}
