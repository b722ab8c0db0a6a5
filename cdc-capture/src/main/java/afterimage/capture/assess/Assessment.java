package afterimage.capture.assess;

import afterimage.capture.doctor.Examination;
import afterimage.capture.mapping.Coverage;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.Needs;
import afterimage.store.Certainty;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a mapping gets back of a system, and what would get back more.
///
/// @param columns how many of the mapped tables' columns there are
/// @param lost those that no event restores
/// @param needs what the mapping needs of the database and does not have
/// @param transactions of the traffic, those that changed rows
/// @param unexplained changes that no event covers, by what and why
/// @param generic events that say only that a row changed, by name
/// @param ambiguous events that may be another, with their rivals
/// @param severalMeanings transactions with more than one event
/// @param overwritten values that are gone without a trace, by column
/// @param deletes rows that are gone without a reason, by table
/// @param writesWithoutIntent row changes of transactions that say nothing of what they are for
/// @param advice what the next rung would add here, and how to get there
public record Assessment(
    int columns,
    List<String> lost,
    List<String> needs,
    int transactions,
    int changes,
    int explained,
    int ignored,
    Map<String, Integer> unexplained,
    int events,
    Map<Certainty, Integer> certainty,
    Map<String, Integer> generic,
    Map<String, Integer> ambiguous,
    int severalMeanings,
    Map<String, Integer> overwritten,
    Map<String, Integer> deletes,
    int writesWithoutIntent,
    Rung rung,
    Advice advice) {

  public Assessment {
    lost = List.copyOf(lost);
    needs = List.copyOf(needs);
    unexplained = new TreeMap<>(unexplained);
    certainty = certainty.isEmpty() ? Map.of() : new EnumMap<>(certainty);
    generic = new TreeMap<>(generic);
    ambiguous = new TreeMap<>(ambiguous);
    overwritten = new TreeMap<>(overwritten);
    deletes = new TreeMap<>(deletes);
  }

  /// @param examination of the same database, for the SQL of the way up
  public static Assessment of(Tally tally, Examination examination) {
    List<String> lost = new ArrayList<>();
    List<String> needs = new ArrayList<>();
    int columns = 0;
    for (Mapping mapping : tally.mappings()) {
      Coverage coverage = Coverage.of(mapping);
      lost.addAll(coverage.lost());
      needs.addAll(Needs.of(mapping));
      columns += coverage.tables().values().stream().mapToInt(t -> t.columns().size()).sum();
    }
    Rung rung = Rung.of(tally.mappings(), tally.stated());
    return new Assessment(
        columns,
        lost,
        needs,
        tally.transactions,
        tally.changes,
        tally.explained,
        tally.ignored,
        tally.unexplained,
        tally.events,
        tally.certainty,
        tally.generic,
        tally.ambiguous,
        tally.several,
        tally.overwritten,
        tally.deletes,
        tally.writesWithoutIntent,
        rung,
        Advice.of(rung, tally, examination));
  }

  /// Whether all columns come back, and all that was seen has a meaning.
  public boolean isWhole() {
    return lost.isEmpty() && unexplained.isEmpty();
  }

  public static int sum(Map<?, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
