package afterimage.capture.translate;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// What became of one row change. Every change gets exactly one.
public sealed interface Reading {

  /// Events cover all of it.
  record Explained() implements Reading {}

  /// It means nothing to the domain, and why.
  record Ignored(String because) implements Reading {}

  /// Events cover none of it, or not these columns.
  ///
  /// @param columns in the table's order; empty if it is the change as a whole
  record Unexplained(Set<String> columns, String reason) implements Reading {
    public Unexplained {
      columns = Collections.unmodifiableSet(new LinkedHashSet<>(columns));
    }
  }
}
