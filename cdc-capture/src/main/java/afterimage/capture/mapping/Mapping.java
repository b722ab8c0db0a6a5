package afterimage.capture.mapping;

import afterimage.capture.catalog.Table;
import afterimage.capture.change.TableId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A mapping file that was checked against the catalog.
///
/// @param events those that go over others come first, otherwise in the order of the file
/// @param remembered the tables whose last row images must be remembered
/// @param catalog the tables that it reads
public record Mapping(
    String name,
    int version,
    List<StreamType> streams,
    List<EventType> events,
    List<OutboxTable> outbox,
    List<IgnoreRule> ignored,
    Unexplained unexplained,
    Failing failing,
    Set<TableId> remembered,
    Map<TableId, Table> catalog,
    List<Example> examples) {

  /// What to do with a change that nothing explains.
  public enum Unexplained {
    /// Keep it where it can be seen and counted, and go on.
    KEEP,
    /// Keep it and stop.
    STOP
  }

  /// What to do with a transaction that cannot be translated, or whose events cannot be stored.
  public enum Failing {
    /// Stop before it.
    STOP,
    /// Keep it whole, with all that comes after it in its streams, until it is released.
    PARK
  }

  public Mapping {
    streams = List.copyOf(streams);
    events = List.copyOf(events);
    outbox = List.copyOf(outbox);
    ignored = List.copyOf(ignored);
    remembered = Collections.unmodifiableSet(new TreeSet<>(remembered));
    catalog = Collections.unmodifiableMap(new LinkedHashMap<>(catalog));
    examples = List.copyOf(examples);
  }

  /// The tables that it reads.
  public Set<TableId> tables() {
    return new TreeSet<>(catalog.keySet());
  }

  /// The aggregate that a table's rows belong to: a stream of its own only if there is no other.
  public Optional<StreamType> streamOf(TableId table) {
    return streams.stream()
        .filter(stream -> stream.has(table))
        .min(java.util.Comparator.comparing(StreamType::isTable));
  }

  /// The tables, each after the one that its rows belong to.
  public List<TableId> parentsFirst() {
    Set<TableId> ordered = new java.util.LinkedHashSet<>();
    for (StreamType stream : streams) {
      ordered.add(stream.root());
      ordered.addAll(new TreeSet<>(stream.tables().keySet()));
      // No deeper than there are tables.
      for (int i = 0; i < stream.through().size(); i++) {
        stream
            .through()
            .forEach(
                (table, via) -> {
                  if (ordered.contains(via.parent())) {
                    ordered.add(table);
                  }
                });
      }
    }
    return List.copyOf(ordered);
  }

  public List<Pattern> patterns() {
    return events.stream().flatMap(event -> event.patterns().stream()).toList();
  }

  public Optional<EventType> event(String type) {
    return events.stream().filter(event -> event.name().equals(type)).findFirst();
  }

  public List<IgnoreRule> ignored(TableId table) {
    return ignored.stream().filter(rule -> rule.table().equals(table)).toList();
  }

  /// The primary key of each table.
  public Map<TableId, List<String>> keys() {
    Map<TableId, List<String>> keys = new LinkedHashMap<>();
    catalog.forEach((id, table) -> keys.put(id, table.key()));
    return keys;
  }

  /// The prefixes of the logical messages that it reads.
  public Set<String> prefixes() {
    Set<String> prefixes = new TreeSet<>();
    for (Pattern pattern : patterns()) {
      if (pattern.intent() != null) {
        prefixes.add(pattern.intent());
      }
      if (pattern.trigger() instanceof Trigger.OnMessage(String prefix, _)) {
        prefixes.add(prefix);
      }
      if (pattern.without() != null) {
        prefixes.add(pattern.without());
      }
    }
    for (IgnoreRule rule : ignored) {
      if (rule instanceof IgnoreRule.Changes changes && changes.intent() != null) {
        prefixes.add(changes.intent());
      }
    }
    return prefixes;
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
        .collect(Collectors.joining("+"));
  }
}
