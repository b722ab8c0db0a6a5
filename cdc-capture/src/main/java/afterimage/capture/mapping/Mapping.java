package afterimage.capture.mapping;

import afterimage.capture.change.TableId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A mapping file that was checked against the catalog.
///
/// @param patterns in the order of the file
/// @param keys the primary key of each table
public record Mapping(
    String name,
    int version,
    List<StreamType> streams,
    List<Pattern> patterns,
    List<IgnoreRule> ignored,
    Unexplained unexplained,
    Map<TableId, List<String>> keys) {

  /// What to do with a change that nothing explains.
  public enum Unexplained {
    /// Keep it where it can be seen and counted, and go on.
    KEEP,
    /// Keep it and stop.
    STOP
  }

  public Mapping {
    streams = List.copyOf(streams);
    patterns = List.copyOf(patterns);
    ignored = List.copyOf(ignored);
    keys = Map.copyOf(keys);
  }

  /// The tables that it reads.
  public Set<TableId> tables() {
    Set<TableId> tables = new TreeSet<>();
    streams.forEach(stream -> tables.addAll(stream.tables().keySet()));
    return tables;
  }

  public Optional<StreamType> streamOf(TableId table) {
    return streams.stream().filter(stream -> stream.tables().containsKey(table)).findFirst();
  }

  public List<Pattern> patterns(TableId table, Operation operation) {
    return patterns.stream()
        .filter(pattern -> pattern.table().equals(table) && pattern.operation() == operation)
        .toList();
  }

  public List<IgnoreRule> ignored(TableId table) {
    return ignored.stream().filter(rule -> rule.table().equals(table)).toList();
  }

  /// The tables whose last row images must be remembered, because an expression reads the rows of
  /// its aggregate.
  public Set<TableId> remembered() {
    Set<TableId> tables = new TreeSet<>();
    for (Pattern pattern : patterns) {
      if (pattern.when() != null) {
        tables.addAll(pattern.when().rows());
      }
      pattern.data().values().forEach(value -> tables.addAll(value.rows()));
    }
    return tables;
  }

  /// Name and version, as they stand in provenance and checkpoints.
  public String label() {
    return name + ":" + version;
  }

  /// The labels of several mappings in one text, whatever their order.
  public static String labels(List<Mapping> mappings) {
    Map<String, Integer> sorted = new TreeMap<>();
    mappings.forEach(mapping -> sorted.put(mapping.name, mapping.version));
    return sorted.entrySet().stream()
        .map(e -> e.getKey() + ":" + e.getValue())
        .collect(java.util.stream.Collectors.joining("+"));
  }
}
