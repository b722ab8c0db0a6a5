package afterimage.comparison.capabilities;

import afterimage.comparison.ladder.Hardship;
import java.util.List;

/// What a rung came to that began late and had a column renamed under it.
public final class Hardships {

  private static final int BEFORE = 2;

  private Hardships() {}

  public static List<Capability> of(Hardship hardship) {
    return List.of(
        new Capability(
            "a column renamed during the run", hardship.rung(), hardship.after(), hardship.why()),
        new Capability(
            "history before the start",
            hardship.rung(),
            hardship.before() == BEFORE,
            "begun after %d events, it has %d of them".formatted(BEFORE, hardship.before())));
  }
}
