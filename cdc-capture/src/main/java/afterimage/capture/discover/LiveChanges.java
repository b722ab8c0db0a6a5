package afterimage.capture.discover;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import afterimage.capture.change.Cell;
import afterimage.capture.change.TableId;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What live changes show of a start: how much of them it names, the states that columns go
/// through, and a transaction for each event.
public final class LiveChanges {

  private static final int MOST_EXAMPLES = 30;
  private static final int MOST_STATES = 12;
  private static final int MOST_CHANGES = 6;

  private final Discovery discovery;
  private final Map<TableId, Map<String, Set<String>>> states = new HashMap<>();
  private final Map<String, Translation> examples = new LinkedHashMap<>();
  private final Set<Translation> taken = new HashSet<>();
  private int changes;
  private int named;
  private int generic;
  private int unexplained;

  public LiveChanges(Discovery discovery) {
    this.discovery = discovery;
  }

  public void add(Translation translation) {
    for (ReadChange read : translation.readings()) {
      changes++;
      boolean isNamed = read.events().stream().anyMatch(e -> discovery.isNamed(e.type()));
      if (read.reading() instanceof Reading.Unexplained) {
        unexplained++;
      } else if (isNamed) {
        named++;
      } else if (!read.events().isEmpty()) {
        generic++;
      }
      states(read);
    }
    if (translation.readings().size() <= MOST_CHANGES && translation.unexplained().isEmpty()) {
      for (DerivedEvent event : translation.events()) {
        if (examples.size() < MOST_EXAMPLES
            && !examples.containsKey(event.type())
            && taken.add(translation)) {
          examples.put(event.type(), translation);
        }
      }
    }
  }

  private void states(ReadChange read) {
    Table table = discovery.catalog().table(read.change().table()).orElse(null);
    if (table == null) {
      return;
    }
    for (Column column : table.columns()) {
      if (column.sort() == Column.Sort.TEXT
          && column.labels().isEmpty()
          && Vocabulary.isState(column)
          && read.change().after().cells().get(column.name()) instanceof Cell.Value(String value)) {
        states
            .computeIfAbsent(table.id(), _ -> new HashMap<>())
            .computeIfAbsent(column.name(), _ -> new TreeSet<>())
            .add(value);
      }
    }
  }

  /// The values of text columns that hold a state, as far as they are few.
  public Map<TableId, Map<String, List<String>>> states() {
    Map<TableId, Map<String, List<String>>> few = new HashMap<>();
    states.forEach(
        (table, columns) ->
            columns.forEach(
                (column, values) -> {
                  if (values.size() <= MOST_STATES) {
                    few.computeIfAbsent(table, _ -> new HashMap<>())
                        .put(column, List.copyOf(values));
                  }
                }));
    return few;
  }

  /// A transaction for each event that was seen, as far as they are small.
  public List<Translation> examples() {
    return new ArrayList<>(examples.values());
  }

  public String words() {
    return "%d change(s) seen: %d named, %d generic or bookkeeping, %d unexplained"
        .formatted(changes, named, generic, unexplained);
  }
}
