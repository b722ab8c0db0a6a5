package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import dev.cel.common.types.CelType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// An event: how it is recognised, and what it does to the rows.
///
/// @param fields of its data, with the types that its patterns give them
/// @param over events that do not apply where this one does
/// @param restore by table, those of one table applied in order
/// @param inferred whether `restore` was read off the patterns
public record EventType(
    String name,
    StreamType stream,
    Map<String, CelType> fields,
    List<Pattern> patterns,
    Set<String> over,
    Map<TableId, List<RestoreRule>> restore,
    boolean inferred) {

  public EventType {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    patterns = List.copyOf(patterns);
    over = Set.copyOf(over);
    restore = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(restore)));
  }

  public List<RestoreRule> restore(TableId table) {
    return restore.getOrDefault(table, List.of());
  }

  /// The columns of a table that it gives values to.
  public Set<String> restored(TableId table) {
    Set<String> columns = new TreeSet<>();
    for (RestoreRule rule : restore(table)) {
      columns.addAll(rule.set().keySet());
      if (rule.makes()) {
        columns.addAll(rule.key().keySet());
      }
    }
    return columns;
  }
}
