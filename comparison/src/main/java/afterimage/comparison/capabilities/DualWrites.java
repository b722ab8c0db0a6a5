package afterimage.comparison.capabilities;

import afterimage.comparison.ladder.DualWrite;

/// Whether others hear of just what was committed.
public final class DualWrites {

  private DualWrites() {}

  public static Capability of(DualWrite tried) {
    return new Capability(
        "nothing told but what was committed (the dual write)",
        tried.rung(),
        tried.byEvents().equals(DualWrite.TRUTH),
        "of carts 1 (committed) and 2 (not), its events say %s was checked out%s"
            .formatted(
                tried.byEvents(),
                tried.byApp().isEmpty()
                    ? ""
                    : "; the app's own message said %s".formatted(tried.byApp())));
  }
}
