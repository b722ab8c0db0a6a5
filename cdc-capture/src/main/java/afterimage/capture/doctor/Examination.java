package afterimage.capture.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What doctor found.
///
/// @param database its address
/// @param server version and platform, in words
/// @param findings the gravest first
/// @param next the command to type next
public record Examination(
    String database, String server, List<Finding> findings, List<TableHealth> tables, String next) {

  public Examination {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparing(Finding::severity));
    findings = List.copyOf(sorted);
    tables = List.copyOf(tables);
  }

  /// Whether capture would start, and lose nothing that the database could give it.
  public boolean isFit() {
    return findings.stream()
        .noneMatch(f -> f.severity() == Severity.BLOCKS || f.severity() == Severity.LOSES);
  }

  public long count(Severity severity) {
    return findings.stream().filter(f -> f.severity() == severity).count();
  }

  /// All statements that are advised, in the order in which they can be run.
  public List<String> sql(Severity atLeast) {
    return findings.stream()
        .filter(finding -> finding.severity().compareTo(atLeast) <= 0)
        .flatMap(finding -> finding.sql().stream())
        .distinct()
        .toList();
  }
}
