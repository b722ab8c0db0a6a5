package afterimage.comparison.fidelity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every true and every derived event of a run, each with its verdict.
///
/// @param pairs stream by stream, each in order
public record Judgement(List<Pair> pairs) {

  public Judgement {
    pairs = List.copyOf(pairs);
  }

  /// The true events and the derived ones that stand for them; either may be empty.
  public record Pair(
      String stream, List<Happening> truth, List<Happening> derived, Verdict verdict) {
    public Pair {
      truth = List.copyOf(truth);
      derived = List.copyOf(derived);
    }
  }

  /// @param truth in the order it happened
  /// @param derived in the order of its store
  /// @throws IllegalStateException if an event has no verdict, or two
  public static Judgement of(List<Happening> truth, List<Happening> derived) {
    Map<String, List<Happening>> trueStreams = byStream(truth);
    Map<String, List<Happening>> derivedStreams = byStream(derived);
    Map<String, List<Happening>> streams = new LinkedHashMap<>(trueStreams);
    derivedStreams.keySet().forEach(stream -> streams.putIfAbsent(stream, List.of()));
    List<Pair> pairs = new ArrayList<>();
    for (String stream : streams.keySet()) {
      List<Happening> here = trueStreams.getOrDefault(stream, List.of());
      List<Happening> there = derivedStreams.getOrDefault(stream, List.of());
      for (Pairing pairing : Alignment.align(here, there)) {
        pairs.add(
            new Pair(
                stream,
                pairing.truth().stream().map(here::get).toList(),
                pairing.derived().stream().map(there::get).toList(),
                pairing.verdict()));
      }
    }
    Judgement judgement = new Judgement(pairs);
    judgement.check(truth.size(), derived.size());
    return judgement;
  }

  /// Invariant 5: true events = recovered + altered + missing, derived events = recovered +
  /// altered + invented, where merged, split and moved are further ways to be altered.
  private void check(int trueEvents, int derivedEvents) {
    Tally truth = trueTally();
    Tally derived = derivedTally();
    if (truth.total() != trueEvents
        || derived.total() != derivedEvents
        || truth.invented() != 0
        || derived.missing() != 0) {
      throw new IllegalStateException(
          "The verdicts do not add up: %d true events, but %s; %d derived events, but %s"
              .formatted(trueEvents, truth, derivedEvents, derived));
    }
  }

  /// How many true events have which verdict.
  public Tally trueTally() {
    return Tally.of(pairs, pair -> pair.truth().size());
  }

  /// How many derived events have which verdict.
  public Tally derivedTally() {
    return Tally.of(pairs, pair -> pair.derived().size());
  }

  private static Map<String, List<Happening>> byStream(List<Happening> events) {
    Map<String, List<Happening>> streams = new LinkedHashMap<>();
    events.forEach(
        event -> streams.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(event));
    return streams;
  }
}
