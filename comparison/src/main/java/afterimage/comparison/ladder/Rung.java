package afterimage.comparison.ladder;

import java.util.Optional;
import java.util.stream.Stream;

/// The rungs, from the lowest. Each adds one thing to the one before it.
public enum Rung {
  POLL("poll", "query by updated_at every so often"),
  LOG("log", "Debezium, REPLICA IDENTITY DEFAULT, each row on its own"),
  LOG_MEMORY("log+memory", "the last image of each row remembered"),
  LOG_BEFORE("log+before", "the old row in the log: REPLICA IDENTITY FULL"),
  LOG_TX("log+tx", "the row changes of one transaction read together"),
  LOG_INTENT("log+intent", "the app states its intent in its transaction"),
  OUTBOX("outbox", "the app writes domain events to a table in its transaction"),
  EVENTS("events", "event sourcing");

  private final String label;
  private final String adds;

  Rung(String label, String adds) {
    this.label = label;
    this.adds = adds;
  }

  /// As in options, reports and files.
  public String label() {
    return label;
  }

  /// What it has that the one before it has not, in one line.
  public String adds() {
    return adds;
  }

  /// Empty if no rung has this label.
  public static Optional<Rung> labelled(String label) {
    return Stream.of(values()).filter(rung -> rung.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}
