package afterimage.capture.proof;

import afterimage.capture.change.TableId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the rows of one table compare.
///
/// @param compared rows that are there on either side; the five below add up to it
/// @param ignored told apart: otherwise, but so that a rule of the mapping ignores the change; by
///     the rule's reason
/// @param columns that are compared
/// @param notCovered columns that are not, each with the reason
/// @param uncovered rows of a table of which nothing can be compared; not among `compared`
/// @param samples some of the rows that differ, the oldest first
/// @param first where it begins to differ, as far as is known
public record TableProof(
    TableId table,
    long compared,
    long equal,
    long different,
    long missing,
    long extra,
    Map<String, Long> ignored,
    List<String> columns,
    Map<String, String> notCovered,
    long uncovered,
    List<Difference> samples,
    Optional<Difference> first) {

  public TableProof {
    ignored = Collections.unmodifiableMap(new LinkedHashMap<>(ignored));
    columns = List.copyOf(columns);
    notCovered = Collections.unmodifiableMap(new LinkedHashMap<>(notCovered));
    samples = List.copyOf(samples);
  }

  /// How many rows the events tell otherwise.
  public long wrong() {
    return different + missing + extra;
  }

  public long ignoredRows() {
    return ignored.values().stream().mapToLong(Long::longValue).sum();
  }
}
