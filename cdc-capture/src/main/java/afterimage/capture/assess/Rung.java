package afterimage.capture.assess;

import afterimage.capture.catalog.ReplicaIdentity;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.Pattern;
import afterimage.capture.mapping.Trigger;
import java.util.List;
import java.util.Optional;

/// The ladder from row changes to events. Each rung is read with all those below it.
public enum Rung {
  LOG("log", "the log under REPLICA IDENTITY DEFAULT, each row on its own"),
  LOG_MEMORY("log+memory", "the last image of each row, remembered"),
  LOG_BEFORE("log+before", "the old row in the log: REPLICA IDENTITY FULL"),
  LOG_TX("log+tx", "the row changes of one transaction read together"),
  LOG_INTENT("log+intent", "the application states its intent in its transaction"),
  OUTBOX("outbox", "the application writes domain events to a table in its transaction"),
  EVENTS("events", "event sourcing");

  private final String word;
  private final String adds;

  Rung(String word, String adds) {
    this.word = word;
    this.adds = adds;
  }

  public String word() {
    return word;
  }

  public String adds() {
    return adds;
  }

  public Optional<Rung> next() {
    List<Rung> ladder = List.of(values());
    int place = ladder.indexOf(this) + 1;
    return place < ladder.size() ? Optional.of(ladder.get(place)) : Optional.empty();
  }

  /// @param stated what part of the transactions came with a message, from 0 to 1
  static Rung of(List<Mapping> mappings, double stated) {
    if (mappings.stream().anyMatch(mapping -> !mapping.outbox().isEmpty())) {
      return OUTBOX;
    }
    boolean isStated = stated >= 0.9 && patterns(mappings).stream().anyMatch(Rung::readsIntent);
    if (isStated) {
      return LOG_INTENT;
    }
    boolean isFull =
        mappings.stream()
            .flatMap(mapping -> mapping.catalog().values().stream())
            .allMatch(table -> table.replicaIdentity() == ReplicaIdentity.FULL);
    if (isFull) {
      return patterns(mappings).stream().anyMatch(Rung::readsTogether) ? LOG_TX : LOG_BEFORE;
    }
    boolean isKnown =
        mappings.stream()
            .allMatch(
                mapping ->
                    mapping.catalog().values().stream()
                        .allMatch(
                            table ->
                                table.replicaIdentity() == ReplicaIdentity.FULL
                                    || mapping.remembered().contains(table.id())));
    return isKnown ? LOG_MEMORY : LOG;
  }

  private static List<Pattern> patterns(List<Mapping> mappings) {
    return mappings.stream().flatMap(mapping -> mapping.patterns().stream()).toList();
  }

  private static boolean readsIntent(Pattern pattern) {
    return pattern.intent() != null || pattern.trigger() instanceof Trigger.OnMessage;
  }

  private static boolean readsTogether(Pattern pattern) {
    return !pattern.also().isEmpty();
  }
}
