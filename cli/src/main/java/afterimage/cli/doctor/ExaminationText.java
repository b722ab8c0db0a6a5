package afterimage.cli.doctor;

import afterimage.capture.doctor.Examination;
import afterimage.capture.doctor.Finding;
import afterimage.capture.doctor.Severity;
import afterimage.capture.doctor.TableHealth;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What doctor found, for a terminal: the verdict, the tables, then what to do.
final class ExaminationText {

  private ExaminationText() {}

  static String of(Examination examination) {
    List<String> lines = new ArrayList<>();
    lines.add("%s: %s".formatted(examination.database(), examination.server()));
    lines.add(verdict(examination));
    if (!examination.tables().isEmpty()) {
      lines.add("");
      lines.add(tables(examination.tables()));
    }
    Map<String, List<Finding>> alike = new LinkedHashMap<>();
    for (Finding finding : examination.findings()) {
      alike
          .computeIfAbsent(finding.severity() + finding.what(), _ -> new ArrayList<>())
          .add(finding);
    }
    alike.values().forEach(findings -> lines.addAll(finding(findings)));
    lines.add("");
    lines.add(examination.next());
    return String.join("\n", lines) + "\n";
  }

  static String verdict(Examination examination) {
    return (examination.isFit() ? "Fit to be captured" : "Not fit to be captured as it stands")
        + ": %d finding(s) block, %d lose, %d are risks, %d are notes. Nothing was changed."
            .formatted(
                examination.count(Severity.BLOCKS),
                examination.count(Severity.LOSES),
                examination.count(Severity.RISKS),
                examination.count(Severity.NOTE));
  }

  private static String tables(List<TableHealth> tables) {
    return AsciiTable.getTable(
        AsciiTable.NO_BORDERS,
        tables,
        List.of(
            left("table").with(health -> health.table().toString()),
            left("kind").with(TableHealth::kind),
            left("key").with(health -> words(health.key(), "none")),
            new Column()
                .header("rows")
                .headerAlign(HorizontalAlign.RIGHT)
                .dataAlign(HorizontalAlign.RIGHT)
                .with(health -> health.rows() < 0 ? "?" : "%,d".formatted(health.rows())),
            left("logged of the old row").with(TableHealth::identity),
            left("capture loses").with(health -> words(health.loses(), "nothing"))));
  }

  private static Column left(String header) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(HorizontalAlign.LEFT)
        .maxWidth(48);
  }

  static String words(List<String> words, String none) {
    return words.isEmpty() ? none : String.join(", ", words);
  }

  /// What is the same for many tables is told once.
  private static List<String> finding(List<Finding> alike) {
    Finding first = alike.getFirst();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("%s %s: %s".formatted(first.severity(), where(alike), first.what()));
    alike.stream()
        .map(Finding::advice)
        .filter(advice -> !advice.isEmpty())
        .distinct()
        .forEach(advice -> lines.add("  do      " + advice));
    for (Finding finding : alike) {
      finding.sql().forEach(sql -> lines.add("  run     %s;".formatted(sql)));
      if (!finding.cost().isEmpty()
          && !(finding.sql().isEmpty() && finding.cost().equals("nothing"))) {
        lines.add("  costs   " + finding.cost());
      }
    }
    alike.stream()
        .filter(finding -> !finding.breaks().isEmpty() && !finding.sql().isEmpty())
        .map(Finding::breaks)
        .distinct()
        .forEach(breaks -> lines.add("  breaks  " + breaks));
    return lines;
  }

  private static String where(List<Finding> alike) {
    List<String> names = alike.stream().map(Finding::where).distinct().toList();
    return names.size() <= 10
        ? String.join(", ", names)
        : "%s and %d more".formatted(String.join(", ", names.subList(0, 10)), names.size() - 10);
  }
}
