package afterimage.capture.mapping;

import static afterimage.capture.mapping.FileContext.keys;
import static afterimage.capture.mapping.FileContext.optional;

import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/// Reads the events of a file.
final class EventReader {

  private final FileContext file;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  EventReader(FileContext file) {
    this.file = file;
  }

  /// An event whose `over` and `restore` are not read yet, because they need the other events and
  /// the types of its fields.
  private record Draft(
      Yaml.Entry entry,
      StreamType stream,
      List<Pattern> patterns,
      @Nullable Node over,
      @Nullable Node restore) {}

  void read(String type, Yaml.Entry entry) {
    if (type.length() > 200) {
      file.yaml().problem(entry.key(), "an event's name has at most 200 characters");
    }
    var map = file.yaml().map(entry.value(), type, keys("stream", "over", "from", "restore"));
    List<Node> from =
        file.required(map, "from", entry.key())
            .map(node -> file.yaml().list(node, type + " from"))
            .orElse(List.of());
    Optional<StreamType> stream = stream(map, type, from, entry);
    if (stream.isEmpty()) {
      return;
    }
    List<Pattern> patterns = new ArrayList<>();
    int number = 1;
    for (Node node : from) {
      new PatternReader(file, type, stream.get()).read(number++, node).ifPresent(patterns::add);
    }
    drafts.put(
        type,
        new Draft(
            entry,
            stream.get(),
            patterns,
            optional(map, "over").orElse(null),
            optional(map, "restore").orElse(null)));
  }

  /// The stream that is named, or the one that the first pattern's table is in.
  private Optional<StreamType> stream(
      Map<String, Yaml.Entry> map, String type, List<Node> from, Yaml.Entry entry) {
    Optional<Node> named = optional(map, "stream");
    if (named.isPresent()) {
      List<String> names = file.streams().stream().map(StreamType::name).toList();
      Optional<String> name = file.oneOf(named.get(), "stream", names);
      return name.flatMap(n -> file.streams().stream().filter(s -> s.name().equals(n)).findFirst());
    }
    for (Node node : from) {
      if (node instanceof MappingNode) {
        // Problems of the pattern are told when it is read; here it is only asked for its table.
        Optional<StreamType> stream = PatternReader.table(node).flatMap(file::streamOf);
        if (stream.isPresent()) {
          return stream;
        }
      }
    }
    if (file.streams().size() == 1) {
      return Optional.of(file.streams().getFirst());
    }
    if (!from.isEmpty()) {
      file.yaml()
          .problem(
              entry.key(),
              "no pattern of %s tells its stream. Name one of %s as `stream`"
                  .formatted(
                      type,
                      String.join(", ", file.streams().stream().map(StreamType::name).toList())));
    }
    return Optional.empty();
  }

  /// The events, those that go over others before them, otherwise in the order of the file.
  List<EventType> finish() {
    Map<String, EventType> events = new LinkedHashMap<>();
    drafts.forEach(
        (name, draft) -> {
          Map<String, CelType> fields = Shapes.of(draft.patterns);
          RestoreReader reader = new RestoreReader(file, name, draft.stream, fields);
          List<RestoreRule> restore =
              draft.restore == null
                  ? reader.infer(draft.patterns, draft.entry.key())
                  : reader.read(draft.restore);
          events.put(
              name,
              new EventType(
                  name,
                  draft.stream,
                  fields,
                  draft.patterns,
                  over(name, draft.over),
                  restore.stream().collect(Collectors.groupingBy(RestoreRule::table)),
                  draft.restore == null));
        });
    List<EventType> ordered = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    events.keySet().forEach(name -> place(name, events, new LinkedHashSet<>(), done, ordered));
    return ordered;
  }

  private Set<String> over(String name, @Nullable Node node) {
    Set<String> over = new LinkedHashSet<>();
    if (node != null) {
      for (Node item : FileContext.nodes(node)) {
        file.oneOf(item, name + " over", drafts.keySet()).ifPresent(over::add);
      }
    }
    return over;
  }

  /// An event comes after those that go over it.
  private void place(
      String name,
      Map<String, EventType> events,
      Set<String> path,
      Set<String> done,
      List<EventType> ordered) {
    if (done.contains(name)) {
      return;
    }
    EventType event = events.get(name);
    if (event == null) {
      return;
    }
    if (!path.add(name)) {
      Draft draft = drafts.get(name);
      if (draft != null && draft.over != null) {
        file.yaml().problem(draft.over, "%s goes over itself by way of %s".formatted(name, path));
      }
      return;
    }
    for (EventType other : events.values()) {
      if (other.over().contains(name) && !done.contains(other.name())) {
        place(other.name(), events, path, done, ordered);
      }
    }
    path.remove(name);
    if (done.add(name)) {
      ordered.add(event);
    }
  }
}
