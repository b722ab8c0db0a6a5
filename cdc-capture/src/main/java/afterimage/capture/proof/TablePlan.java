package afterimage.capture.proof;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.mapping.Coverage;
import afterimage.capture.mapping.IgnoreRule;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.RestoreRule;
import afterimage.capture.translate.FoldedRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What of a table can be compared, and what cannot.
///
/// @param read the columns that are read from the source
/// @param compared those of them that events restore
/// @param notCovered the other columns, each with the reason
/// @param whole whether the table cannot be folded in parts
/// @param restorable whether any event makes rows of it
record TablePlan(
    Mapping mapping,
    Table table,
    List<Column> read,
    Set<String> compared,
    Map<String, String> notCovered,
    boolean whole,
    boolean restorable) {

  static List<TablePlan> of(Mapping mapping) {
    Coverage coverage = Coverage.of(mapping);
    List<TablePlan> plans = new ArrayList<>();
    mapping
        .catalog()
        .forEach((id, table) -> plans.add(of(mapping, table, coverage.tables().get(id))));
    return plans;
  }

  private static TablePlan of(
      Mapping mapping, Table table, Coverage.@org.jspecify.annotations.Nullable OfTable coverage) {
    Set<String> restored = new LinkedHashSet<>();
    mapping.events().forEach(event -> restored.addAll(event.restored(table.id())));
    boolean restorable =
        mapping.events().stream()
            .flatMap(event -> event.restore(table.id()).stream())
            .anyMatch(RestoreRule::makes);
    Map<String, String> notCovered = new LinkedHashMap<>();
    Set<String> compared = new LinkedHashSet<>();
    for (Column column : table.columns()) {
      String name = column.name();
      Coverage.Fate fate = coverage == null ? null : coverage.columns().get(name);
      if (coverage == null) {
        notCovered.put(name, "the table is an outbox: its rows are events themselves");
      } else if (fate instanceof Coverage.Ignored(String because)) {
        notCovered.put(name, "ignored: " + because);
      } else if (!restored.contains(name)) {
        notCovered.put(name, "no event restores it");
      } else if (restorable) {
        compared.add(name);
      } else {
        notCovered.put(name, "no event makes a row");
      }
    }
    return new TablePlan(
        mapping,
        table,
        table.columns().stream().filter(c -> isRead(mapping, table, compared, c.name())).toList(),
        compared,
        notCovered,
        FoldedRows.rekeys(mapping, table),
        restorable && coverage != null);
  }

  /// The key, what is compared, and what a rule looks at that ignores changes.
  private static boolean isRead(Mapping mapping, Table table, Set<String> compared, String column) {
    return table.key().contains(column)
        || compared.contains(column)
        || mapping.ignored(table.id()).stream()
            .anyMatch(
                rule ->
                    rule instanceof IgnoreRule.Changes(_, _, _, var when, _)
                        && when != null
                        && (when.reads().after().contains(column)
                            || when.reads().before().contains(column)));
  }

  /// The hash key of a row in a [Slice].
  String sliceKey(String key) {
    return whole ? "" : key;
  }
}
