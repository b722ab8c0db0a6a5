package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Position;
import afterimage.capture.change.RowChange;
import afterimage.capture.mapping.OutboxTable;
import afterimage.store.Certainty;
import afterimage.store.EventIds;
import afterimage.store.Provenance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Settles which of the patterns that applied give events, and what that leaves of each change.
final class Settlement {

  private static final Comparator<Match> IN_ORDER =
      Comparator.<Match, Position>comparing(match -> match.at)
          // A row that moves leaves before it enters.
          .thenComparing(match -> !match.isOfGone())
          .thenComparingInt(match -> match.planned.priority());

  private static final Comparator<Match> AS_TRIED =
      Comparator.<Match>comparingInt(match -> match.planned.priority())
          .thenComparing(match -> match.at);

  private final Plan plan;
  private final ChangeSet changeSet;
  private final List<List<Touch>> touches;
  private final Map<Integer, String> unread;
  private final List<Match> matches;
  private final String generation;
  private final String commit;
  private final Map<String, Integer> counts = new HashMap<>(4);
  private final List<Placed> placed = new ArrayList<>();

  /// @param touches by the places of their changes
  /// @param unread why nothing was tried at a change, by its place
  Settlement(
      Plan plan,
      ChangeSet changeSet,
      List<List<Touch>> touches,
      Map<Integer, String> unread,
      List<Match> matches,
      String generation) {
    this.plan = plan;
    this.changeSet = changeSet;
    this.touches = touches;
    this.unread = unread;
    this.matches = matches;
    this.generation = generation;
    this.commit = Position.text(changeSet.commit());
  }

  Translation translation(List<RowImage> rows, List<IdleMessage> idle, List<RowImage> known) {
    List<Match> accepted = accepted();
    if (accepted.size() > 1) {
      accepted.sort(IN_ORDER);
    }
    for (Match match : accepted) {
      for (Touch touch : match.touches) {
        touch.accepted.add(match);
      }
      DerivedEvent event = event(match);
      match.event = event;
      placed.add(new Placed(match.at, event));
    }
    Readings reader = new Readings();
    List<ReadChange> readings = new ArrayList<>(changeSet.changes().size());
    for (int place = 0; place < changeSet.changes().size(); place++) {
      readings.add(reading(place, changeSet.changes().get(place), reader, placed));
    }
    placed.sort(Comparator.comparing(Placed::at));
    List<DerivedEvent> events = new ArrayList<>(placed.size());
    for (Placed one : placed) {
      events.add(one.event);
    }
    return new Translation(changeSet, readings, events, rows, idle, known);
  }

  private record Placed(Position at, DerivedEvent event) {}

  /// Where each event of the translation stands, in their order.
  List<Position> places() {
    return placed.stream().map(Placed::at).toList();
  }

  /// Where two claim the same, the one that comes first in the mapping's order gets it. An event is
  /// no rival of its own, and not of one that goes over it; but one that lost to another is a rival
  /// still of whoever gets the rest of what it claimed.
  private List<Match> accepted() {
    List<Match> sorted = new ArrayList<>(matches);
    if (sorted.size() > 1) {
      sorted.sort(AS_TRIED);
    }
    List<Match> accepted = new ArrayList<>(sorted.size());
    IdentityHashMap<Touch, List<Match>> holders = new IdentityHashMap<>(4);
    List<Match> lost = new ArrayList<>(0);
    for (Match match : sorted) {
      if (match.main == null || holders(match, match.main, holders).isEmpty()) {
        lost.forEach(rival -> nameRival(match, rival));
        // What an event takes beside its own change it takes only if nobody else has it.
        match.touches.removeIf(
            touch -> !touch.equals(match.main) && !holders(match, touch, holders).isEmpty());
        for (Touch touch : match.touches) {
          holders.computeIfAbsent(touch, _ -> new ArrayList<>(1)).add(match);
        }
        accepted.add(match);
      } else if (holders(match, match.main, holders).stream().anyMatch(h -> isRival(h, match))) {
        lost.add(match);
      }
    }
    return accepted;
  }

  private static void nameRival(Match match, Match lost) {
    Touch touch = lost.main;
    if (touch != null
        && touch.equals(match.main)
        && match.claims(touch, lost)
        && isRival(match, lost)) {
      name(lost, match);
    }
  }

  private static void name(Match rival, Match holder) {
    String name = rival.planned.pattern().name();
    if (!holder.rivals.contains(name)) {
      holder.rivals.add(name);
    }
  }

  /// Those that have claimed the same in a change; they learn of a rival.
  private static List<Match> holders(
      Match match, Touch touch, IdentityHashMap<Touch, List<Match>> holders) {
    List<Match> of = holders.get(touch);
    if (of == null) {
      return List.of();
    }
    List<Match> first = new ArrayList<>(1);
    for (Match holder : of) {
      if (holder.claims(touch, match)) {
        first.add(holder);
        if (isRival(holder, match)) {
          name(match, holder);
        }
      }
    }
    return first;
  }

  private static boolean isRival(Match holder, Match match) {
    return !holder.planned.event().name().equals(match.planned.event().name())
        && !holder.planned.event().over().contains(match.planned.event().name());
  }

  private ReadChange reading(int place, RowChange change, Readings reader, List<Placed> placed) {
    OutboxTable outbox = plan.outbox(change.table());
    if (outbox != null) {
      return outbox(outbox, change, placed);
    }
    if (plan.table(change.table()) == null) {
      return unexplained(change, "no mapping reads %s".formatted(change.table()));
    }
    String why = unread.get(place);
    if (why != null) {
      return unexplained(change, why);
    }
    List<Touch> of = touches.get(place);
    return new ReadChange(change, reader.read(change, of), derived(of));
  }

  /// Each once. A truncate touches as many aggregates as the table had rows in, so that comparing
  /// each event with all before it would take for ever.
  private static List<DerivedEvent> derived(List<Touch> touches) {
    List<DerivedEvent> derived = new ArrayList<>(touches.size());
    Set<DerivedEvent> seen =
        touches.size() == 1 ? Set.of() : Collections.newSetFromMap(new IdentityHashMap<>());
    for (Touch touch : touches) {
      for (Match match : touch.accepted) {
        DerivedEvent event = match.event;
        // One touch has each match once.
        if (event != null && (touches.size() == 1 || seen.add(event))) {
          derived.add(event);
        }
      }
    }
    return derived;
  }

  private ReadChange outbox(OutboxTable table, RowChange change, List<Placed> placed) {
    return switch (change) {
      case RowChange.Inserted inserted -> {
        OutboxRow row = new OutboxRow(table, inserted, changeSet, generation);
        OutboxRow.Result result = row.read(plan.mapping(change.table()));
        if (result.event() != null) {
          placed.add(new Placed(change.position(), result.event()));
        }
        yield new ReadChange(
            change, result.reading(), result.event() == null ? List.of() : List.of(result.event()));
      }
      case RowChange.Deleted _, RowChange.Truncated _ ->
          new ReadChange(
              change, new Reading.Ignored("the outbox was cleared of what was read"), List.of());
      case RowChange.Updated _, RowChange.Found _ ->
          unexplained(change, "an outbox only takes new rows");
    };
  }

  private static ReadChange unexplained(RowChange change, String reason) {
    return new ReadChange(change, new Reading.Unexplained(Set.of(), reason), List.of());
  }

  private DerivedEvent event(Match match) {
    Provenance provenance =
        new Provenance(
            match.rivals.isEmpty() ? match.planned.pattern().certainty() : Certainty.AMBIGUOUS,
            generation,
            match.planned.mapping().name(),
            match.planned.mapping().version(),
            match.planned.pattern().name(),
            changeSet.transaction(),
            changeSet.commit(),
            ordinals(match),
            match.rivals);
    return new DerivedEvent(
        id(match),
        match.stream,
        match.planned.event().name(),
        match.data,
        changeSet.committedAt(),
        match.first(),
        match.statement,
        provenance);
  }

  private static List<Integer> ordinals(Match match) {
    return match.touches.size() == 1
        ? List.of(match.touches.getFirst().change.position().ordinal())
        : match.touches.stream().map(t -> t.change.position().ordinal()).distinct().toList();
  }

  /// A baseline has no place in the log that comes again; there the row's key is what stays.
  private UUID id(Match match) {
    String type = match.planned.event().name();
    String origin =
        match.touches.size() == 1
                && match.touches.getFirst().change instanceof RowChange.Found(var table, _, var row)
            ? "found|%s|%s"
                .formatted(
                    table,
                    RowImage.key(match.touches.getFirst().plan.table().key(), row)
                        .orElse(match.first().toString()))
            // As a position writes itself; the commit is the same for all of them.
            : commit + ":" + match.first().ordinal();
    String name = generation + "|" + origin + "|" + type + "|";
    return EventIds.named(name + counts.merge(name, 1, Integer::sum));
  }
}
