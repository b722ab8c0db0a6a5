package afterimage.comparison.fidelity;

import java.util.List;

/// What became of an event on its way through the tables. Every true and every derived event gets
/// exactly one; a pair shares it.
public sealed interface Verdict {

  /// Derived as it was.
  record Recovered() implements Verdict {}

  /// Derived, but not as it was.
  record Altered(List<Difference> differences) implements Verdict {
    public Altered {
      differences = List.copyOf(differences);
    }
  }

  /// Happened, and was not derived.
  record Missing() implements Verdict {}

  /// Derived, and did not happen.
  record Invented() implements Verdict {}
}
