package afterimage.eventsourced.asking;

import afterimage.eventsourced.handling.Decision;
import afterimage.eventsourced.handling.Folded;
import afterimage.eventsourced.handling.Overtaken;
import afterimage.eventsourced.handling.Refused;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import java.util.List;
import java.util.function.Function;

/// Brings a stream to another state by new events. What happened stays; nothing is erased.
public final class Compensation {

  private Compensation() {}

  /// To the state that it had as of a version or a time.
  ///
  /// @throws Refused if there was none, or no events lead there
  public static <C, S, E> Folded<S> revert(Subject<C, S, E> subject, AsOf asOf, Request request) {
    String words = "revert to " + asOf;
    return appended(
        subject,
        request,
        words,
        before -> {
          if (asOf instanceof AsOf.Version(long version) && version > before.version()) {
            throw new Refused(
                "version-unknown",
                "Stream %s has no version %d; its latest is version %d."
                    .formatted(subject.handler().stream(), version, before.version()));
          }
          Folded<S> then = subject.handler().read(asOf);
          if (then.version() == 0) {
            throw new Refused(
                "revert-impossible",
                "Stream %s had not begun by then; there is nothing to go back to."
                    .formatted(subject.handler().stream()));
          }
          return then.state();
        });
  }

  /// To the state that it would have if it had gone otherwise.
  ///
  /// @throws Refused if there is no such event, or no events lead there
  public static <C, S, E> Folded<S> otherwise(
      Subject<C, S, E> subject, Otherwise otherwise, Request request) {
    return appended(
        subject,
        request,
        "as if " + otherwise,
        _ ->
            new Replay<>(subject, subject.handler().store().read(subject.handler().stream()))
                .outcome(otherwise));
  }

  private static <C, S, E> Folded<S> appended(
      Subject<C, S, E> subject, Request request, String words, Function<Folded<S>, S> goal) {
    return Overtaken.again(
        () -> {
          Decision<S> decision =
              subject
                  .handler()
                  .decide(before -> lead(subject, before, goal.apply(before)), request, words);
          return decision.after().at(Decision.append(subject.handler().store(), List.of(decision)));
        });
  }

  private static <C, S, E> List<E> lead(Subject<C, S, E> subject, Folded<S> before, S goal) {
    return subject
        .between(before.state(), goal)
        .orElseThrow(
            () ->
                new Refused(
                    "revert-impossible",
                    "No events lead stream %s to %s."
                        .formatted(subject.handler().stream(), subject.show(goal))));
  }
}
