package afterimage.comparison.capabilities;

import static java.util.stream.Collectors.joining;

import afterimage.comparison.ladder.DualWrite;
import java.util.List;

/// Whether others hear of just what was committed.
public final class DualWrites {

  private DualWrites() {}

  public static Capability of(DualWrite tried) {
    return new Capability(
        "all is told that was committed, and nothing else (the dual write)",
        tried.rung(),
        tried.byEvents().equals(DualWrite.TRUTH),
        "cart 1 was checked out, cart 2 was not as its commit failed, cart 3 was and its commit came"
            + " late; a subscriber to its events heard of %s%s"
                .formatted(
                    carts(tried.byEvents()),
                    tried.byApp().isEmpty()
                        ? ""
                        : ", that of the app's own messages of " + carts(tried.byApp())));
  }

  private static String carts(List<Long> carts) {
    return carts.isEmpty()
        ? "none"
        : carts.stream().map(String::valueOf).collect(joining(" and ", "", ""));
  }
}
