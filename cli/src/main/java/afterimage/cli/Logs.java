package afterimage.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// How much the libraries may say. Until Quarkus has started, its log takes everything and keeps it
/// for later, down to the last trace, and most commands never start Quarkus: then more than half of
/// a capture's time would go into sentences that nobody reads. What a command has to say it says
/// itself.
final class Logs {

  private static final List<String> TALKATIVE =
      List.of("io.debezium", "org.apache.kafka", "io.zonky");

  /// Or a logger could be collected, and its level with it.
  private static final List<Logger> HELD = TALKATIVE.stream().map(Logger::getLogger).toList();

  private static final Logger ROOT = Logger.getLogger("");

  private Logs() {}

  /// The levels that `application.properties` has for when Quarkus runs.
  static void quiet() {
    ROOT.setLevel(Level.WARNING);
    HELD.forEach(logger -> logger.setLevel(Level.SEVERE));
  }
}
