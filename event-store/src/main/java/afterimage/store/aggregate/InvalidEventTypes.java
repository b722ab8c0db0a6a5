package afterimage.store.aggregate;

import java.util.List;

/// What is wrong with the [EventTypes] of a kind of stream, all of it.
public final class InvalidEventTypes extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final List<String> problems;

  InvalidEventTypes(String kind, List<String> problems) {
    super(
        "The event types of %s cannot be used:\n  - %s"
            .formatted(kind, String.join("\n  - ", problems)));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
