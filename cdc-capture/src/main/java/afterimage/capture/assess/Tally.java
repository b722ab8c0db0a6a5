package afterimage.capture.assess;

import afterimage.capture.change.OldRow;
import afterimage.capture.change.RowChange;
import afterimage.capture.discover.Discovery;
import afterimage.capture.mapping.IgnoreRule;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import afterimage.store.Certainty;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts what real traffic means to mappings.
public final class Tally {

  private final List<Mapping> mappings;
  final Map<Certainty, Integer> certainty = new EnumMap<>(Certainty.class);
  final Map<String, Integer> unexplained = new TreeMap<>();
  final Map<String, Integer> generic = new TreeMap<>();
  final Map<String, Integer> ambiguous = new TreeMap<>();
  final Map<String, Integer> overwritten = new TreeMap<>();
  final Map<String, Integer> deletes = new TreeMap<>();
  int transactions;
  int changes;
  int explained;
  int ignored;
  int events;
  int unlogged;
  int updates;
  int several;
  int withoutIntent;
  int writesWithoutIntent;

  public Tally(List<Mapping> mappings) {
    this.mappings = List.copyOf(mappings);
  }

  List<Mapping> mappings() {
    return mappings;
  }

  /// Whether there was any traffic.
  public boolean isEmpty() {
    return transactions == 0;
  }

  public void add(Translation translation) {
    if (translation.readings().isEmpty()) {
      return;
    }
    transactions++;
    Set<String> meanings = new HashSet<>();
    for (DerivedEvent event : translation.events()) {
      events++;
      meanings.add(event.stream().value() + " " + event.type());
      certainty.merge(event.provenance().certainty(), 1, Integer::sum);
      if (Discovery.isGeneric(event.type())) {
        generic.merge(event.type(), 1, Integer::sum);
      }
      if (!event.provenance().rivals().isEmpty()) {
        ambiguous.merge(
            "%s or %s".formatted(event.type(), event.provenance().rivals()), 1, Integer::sum);
      }
    }
    several += meanings.size() > 1 ? 1 : 0;
    if (translation.changeSet().messages().isEmpty()) {
      withoutIntent++;
      writesWithoutIntent += translation.readings().size();
    }
    translation.readings().forEach(this::add);
  }

  private void add(ReadChange read) {
    RowChange change = read.change();
    changes++;
    switch (read.reading()) {
      case Reading.Explained() -> explained++;
      case Reading.Ignored(_) -> ignored++;
      case Reading.Unexplained(var columns, String reason) -> {
        unexplained.merge(
            "%s of %s%s: %s"
                .formatted(
                    change.operation(),
                    change.table(),
                    columns.isEmpty() ? "" : " (%s)".formatted(String.join(", ", columns)),
                    reason),
            1,
            Integer::sum);
        columns.forEach(
            column -> overwritten.merge(change.table() + "." + column, 1, Integer::sum));
      }
    }
    switch (change) {
      case RowChange.Updated updated -> updated(updated);
      case RowChange.Deleted _ -> {
        if (read.events().stream().allMatch(event -> event.statement().reason() == null)) {
          deletes.merge(change.table().toString(), 1, Integer::sum);
        }
      }
      case RowChange.Found _, RowChange.Inserted _, RowChange.Truncated _ -> {}
    }
  }

  /// What was there is gone if neither the log had it, nor an event tells of the column.
  private void updated(RowChange.Updated change) {
    updates++;
    boolean isRemembered =
        mappings.stream().anyMatch(mapping -> mapping.remembered().contains(change.table()));
    if (!(change.old() instanceof OldRow.Full) && !isRemembered) {
      unlogged++;
      overwritten.merge(change.table() + " (which columns is not logged)", 1, Integer::sum);
      return;
    }
    for (Mapping mapping : mappings) {
      for (IgnoreRule rule : mapping.ignored(change.table())) {
        if (rule instanceof IgnoreRule.Columns(_, var columns, _)) {
          columns.stream()
              .filter(column -> isChanged(change, column))
              .forEach(column -> overwritten.merge(change.table() + "." + column, 1, Integer::sum));
        }
      }
    }
  }

  private static boolean isChanged(RowChange.Updated change, String column) {
    var before = change.before().cells().get(column);
    var after = change.after().cells().get(column);
    return before != null && after != null && !before.sameAs(after);
  }

  /// What part of the transactions came with a message, from 0 to 1.
  double stated() {
    return transactions == 0 ? 0 : (transactions - withoutIntent) / (double) transactions;
  }
}
