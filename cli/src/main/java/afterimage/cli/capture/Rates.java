package afterimage.cli.capture;

import afterimage.capture.status.Status;
import java.util.List;
import java.util.Optional;

/// A status, and how much went on each second since an earlier one.
record Rates(Status status, double transactions, double changes, double events) {

  static List<Rates> between(List<Status> before, List<Status> now, double seconds) {
    return now.stream().map(status -> of(status, before, seconds)).toList();
  }

  private static Rates of(Status status, List<Status> before, double seconds) {
    Optional<Status.Stored> then =
        before.stream()
            .filter(other -> other.pipeline().equals(status.pipeline()))
            .findFirst()
            .flatMap(Status::stored);
    if (then.isEmpty()
        || status.stored().isEmpty()
        || !then.get().generation().equals(status.stored().get().generation())) {
      return new Rates(status, 0, 0, 0);
    }
    Status.Stored is = status.stored().get();
    return new Rates(
        status,
        (is.transactions() - then.get().transactions()) / seconds,
        (is.changes() - then.get().changes()) / seconds,
        (is.events() - then.get().events()) / seconds);
  }
}
