package afterimage.torture;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was done, and what the oracles say of it.
///
/// @param counts of faults by their kinds, kills by their moments
/// @param findings what is wrong; empty if all is well
public record TortureResult(
    long seed,
    Map<String, Integer> counts,
    long transactions,
    String checked,
    Duration took,
    List<String> findings) {

  public TortureResult {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    findings = List.copyOf(findings);
  }

  public int faults() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
