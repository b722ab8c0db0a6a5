package afterimage.comparison.fidelity;

import java.util.List;

/// What became of an event on its way through the tables. Every true and every derived event gets
/// exactly one; those that stand for each other share it.
public sealed interface Verdict {

  /// Derived as it was.
  record Recovered() implements Verdict {}

  /// Derived, but not as it was. What has another type differs in `type`.
  record Altered(List<Difference> differences) implements Verdict {
    public Altered {
      differences = List.copyOf(differences);
    }
  }

  /// Several true events, and one derived that stands for all of them.
  ///
  /// @param differences between the derived one and the true ones taken together
  record Merged(List<Difference> differences) implements Verdict {
    public Merged {
      differences = List.copyOf(differences);
    }
  }

  /// One true event, and several derived ones that its change was taken for.
  record Split() implements Verdict {}

  /// Derived as it was, but not in its place.
  record Moved() implements Verdict {}

  /// Happened, and was not derived.
  record Missing() implements Verdict {}

  /// Derived, and did not happen.
  record Invented() implements Verdict {}

  /// What it says that is not so, or does not say; empty where there is nothing to compare.
  default List<Difference> differing() {
    return switch (this) {
      case Altered(var differences) -> differences;
      case Merged(var differences) -> differences;
      case Recovered(), Split(), Moved(), Missing(), Invented() -> List.of();
    };
  }

  /// `recovered`, `altered`, `merged`, `split`, `moved`, `missing` or `invented`.
  default String kind() {
    return switch (this) {
      case Recovered() -> "recovered";
      case Altered _ -> "altered";
      case Merged _ -> "merged";
      case Split() -> "split";
      case Moved() -> "moved";
      case Missing() -> "missing";
      case Invented() -> "invented";
    };
  }
}
