package afterimage.eventsourced.asking;

import afterimage.eventsourced.asking.WhatIf.Fate;
import afterimage.eventsourced.asking.WhatIf.Step;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.UnreadableEvent;
import afterimage.store.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Plays a stream again, with one thing otherwise. Whoever asked for an event asks for the same
/// again, and the rules decide on what they then find: so later events may come out differently, or
/// be refused. An event that the rules would have refused in reality too (derived from rows that
/// were changed by hand, say) happened nevertheless, and happens again.
public final class Replay<C, S, E> {

  private final Subject<C, S, E> subject;
  private final List<RecordedEvent> events;
  private final List<Moment<S, E>> moments;

  /// @param events of the subject's stream, from its first
  public Replay(Subject<C, S, E> subject, List<RecordedEvent> events) {
    this.subject = subject;
    this.events = List.copyOf(events);
    this.moments = Moment.of(subject, events);
  }

  /// @throws Refused if there is no such event, or what is to be in its place cannot be read
  public WhatIf<E> of(Otherwise otherwise) {
    List<Step> steps = new ArrayList<>();
    S state = play(otherwise, steps);
    S present =
        moments.isEmpty() ? subject.handler().decider().initial() : moments.getLast().after();
    return new WhatIf<>(
        steps,
        subject.show(present),
        subject.show(state),
        Difference.between(subject.show(present), subject.show(state)),
        subject.between(present, state),
        subject.handler().fold(events).certainty());
  }

  /// The state that would have come of it.
  ///
  /// @throws Refused if there is no such event, or what is to be in its place cannot be read
  S outcome(Otherwise otherwise) {
    return play(otherwise, new ArrayList<>());
  }

  private S play(Otherwise otherwise, List<Step> steps) {
    S state = subject.handler().decider().initial();
    for (Turn<S, E> turn : turns(otherwise)) {
      state = take(turn, state, steps);
    }
    return state;
  }

  /// An event whose turn it is.
  ///
  /// @param replaced what comes in its place
  private record Turn<S, E>(Moment<S, E> moment, boolean leftOut, Optional<E> replaced) {}

  private List<Turn<S, E>> turns(Otherwise otherwise) {
    List<Turn<S, E>> turns = new ArrayList<>();
    moments.forEach(moment -> turns.add(new Turn<>(moment, false, Optional.empty())));
    switch (otherwise) {
      case Otherwise.AsItWas() -> {}
      case Otherwise.Without(long version) ->
          turns.set(at(version), new Turn<>(moments.get(at(version)), true, Optional.empty()));
      case Otherwise.Instead instead -> {
        int at = at(instead.version());
        turns.set(at, new Turn<>(moments.get(at), false, Optional.of(read(instead))));
      }
      case Otherwise.Moved(long version, long before) -> {
        int to = at(before);
        Turn<S, E> moved = turns.remove(at(version));
        turns.add(at(version) < to ? to - 1 : to, moved);
      }
    }
    return turns;
  }

  private int at(long version) {
    if (version < 1 || version > moments.size()) {
      throw new Refused(
          "version-unknown",
          "Stream %s has no version %d; expected 1 to %d."
              .formatted(subject.handler().stream(), version, moments.size()));
    }
    return (int) version - 1;
  }

  private E read(Otherwise.Instead instead) {
    RecordedEvent real = events.get(at(instead.version()));
    try {
      return subject
          .handler()
          .decode(
              new RecordedEvent(
                  real.position(),
                  real.stream(),
                  real.version(),
                  real.id(),
                  instead.type(),
                  1,
                  instead.data(),
                  real.metadata(),
                  real.recordedAt()));
    } catch (UnreadableEvent e) {
      throw new Refused("replay-impossible", String.valueOf(e.getMessage()));
    }
  }

  private S take(Turn<S, E> turn, S state, List<Step> steps) {
    if (turn.leftOut()) {
      steps.add(step(turn, Fate.LEFT_OUT, Optional.empty(), state));
      return state;
    }
    E event = turn.replaced().orElse(turn.moment().event());
    Optional<C> command = subject.command(event);
    boolean lawless =
        turn.replaced().isEmpty()
            && command
                .filter(asked -> decided(asked, turn.moment().before()).isPresent())
                .isEmpty();
    if (command.isEmpty() || lawless) {
      S after = subject.handler().decider().evolve(state, event);
      steps.add(
          step(
              turn,
              turn.replaced().isPresent() ? Fate.REPLACED : Fate.SAME,
              Optional.empty(),
              after));
      return after;
    }
    try {
      List<E> decided = subject.handler().decider().decide(command.get(), state);
      S after = state;
      for (E each : decided) {
        after = subject.handler().decider().evolve(after, each);
      }
      steps.add(step(turn, fate(turn, decided, state, after), Optional.empty(), after));
      return after;
    } catch (Refused refused) {
      steps.add(step(turn, Fate.REFUSED, Optional.of(refused), state));
      return state;
    }
  }

  /// Empty if a rule forbids it.
  private Optional<List<E>> decided(C command, S state) {
    try {
      return Optional.of(subject.handler().decider().decide(command, state));
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  private Fate fate(Turn<S, E> turn, List<E> decided, S before, S after) {
    if (turn.replaced().isPresent()) {
      return decided.isEmpty() ? Fate.NOTHING : Fate.REPLACED;
    }
    if (decided.isEmpty() && !turn.moment().before().equals(turn.moment().after())) {
      return Fate.NOTHING;
    }
    // By what comes of it: a derived event may say less than one that is decided.
    S asItDid = subject.handler().decider().evolve(before, turn.moment().event());
    return asItDid.equals(after) ? Fate.SAME : Fate.DIFFERENT;
  }

  private Step step(Turn<S, E> turn, Fate fate, Optional<Refused> refused, S otherwise) {
    E event = turn.replaced().orElse(turn.moment().event());
    return new Step(
        turn.moment().recorded().version(),
        subject.handler().codec().type(event),
        subject.words(event),
        fate,
        refused,
        subject.show(turn.moment().after()),
        subject.show(otherwise));
  }
}
