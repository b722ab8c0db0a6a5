package afterimage.capture.mapping;

import static afterimage.capture.mapping.FileContext.keys;
import static afterimage.capture.mapping.FileContext.optional;

import afterimage.capture.catalog.Column;
import afterimage.capture.change.TableId;
import afterimage.store.Certainty;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// Reads one entry of `from`.
final class PatternReader {

  private static final Set<String> KEYS =
      keys(
          "insert",
          "update",
          "delete",
          "truncate",
          "found",
          "message",
          "key",
          "becomes",
          "when",
          "intent",
          "without",
          "with",
          "data",
          "actor",
          "reason",
          "certainty");
  private static final Set<String> ALSO_KEYS = keys("insert", "update", "delete", "found", "when");

  private final FileContext file;
  private final String type;
  private final StreamType stream;

  PatternReader(FileContext file, String type, StreamType stream) {
    this.file = file;
    this.type = type;
    this.stream = stream;
  }

  /// The table that a pattern names, whatever else is wrong with it.
  static Optional<TableId> table(Node node) {
    if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key
            && tuple.getValueNode() instanceof ScalarNode value
            && List.of(Operation.values()).stream()
                .anyMatch(o -> o.word().equals(key.getValue()))) {
          return Optional.of(TableId.parse(value.getValue()));
        }
      }
    }
    return Optional.empty();
  }

  Optional<Pattern> read(int number, Node node) {
    String name = type + "#" + number;
    var map = file.yaml().map(node, name, KEYS);
    Optional<Node> message = optional(map, "message");
    return message.isPresent() ? message(name, map, message.get()) : change(name, map, node);
  }

  private Optional<Pattern> change(String name, Map<String, Yaml.Entry> map, Node node) {
    Optional<FileContext.Change> found = inStream(file.change(map, name, node), map, node);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    FileContext.Change change = found.get();
    optional(map, "key").ifPresent(key -> file.yaml().problem(key, "only a `message` needs a key"));
    Optional<String> intent = optional(map, "intent").flatMap(n -> file.prefix(n, "intent"));
    Optional<String> without = optional(map, "without").flatMap(n -> file.prefix(n, "without"));
    if (without.isPresent() && without.equals(intent)) {
      file.yaml()
          .problem(
              optional(map, "without").orElse(node),
              "%s wants the message `%s` and wants it not".formatted(name, without.get()));
    }
    Scope scope = Scopes.change(file, change, stream, intent.isPresent());
    Map<String, String> becomes = becomes(map, change);
    List<Expression> conditions = new ArrayList<>();
    becomes.forEach(
        (column, literal) ->
            file.expressions()
                .compile(
                    optional(map, "becomes").orElse(node),
                    became(column, literal, change.operation()),
                    name,
                    scope,
                    SimpleType.BOOL)
                .ifPresent(conditions::add));
    compile(map, "when", name, scope, SimpleType.BOOL).ifPresent(conditions::add);
    return Optional.of(
        new Pattern(
            name,
            type,
            new Trigger.OnChange(change.table().id(), change.operation()),
            conditions,
            becomes,
            data(map, scope),
            also(map, name),
            intent.orElse(null),
            without.orElse(null),
            compile(map, "actor", name, scope, null).orElse(null),
            compile(map, "reason", name, scope, null).orElse(null),
            certainty(map, intent.isPresent()),
            file.yaml().place(node)));
  }

  private Optional<Pattern> message(String name, Map<String, Yaml.Entry> map, Node prefix) {
    for (String key :
        List.of(
            "insert", "update", "delete", "truncate", "found", "becomes", "intent", "without")) {
      optional(map, key)
          .ifPresent(
              place -> file.yaml().problem(place, "%s reads a message, not rows".formatted(name)));
    }
    Map<String, Expression> key = new LinkedHashMap<>();
    Optional<Node> keyNode = optional(map, "key");
    keyNode.ifPresent(
        node ->
            file.yaml()
                .map(node, "key", new LinkedHashSet<>(stream.template().columns()))
                .forEach(
                    (column, value) ->
                        file.expressions()
                            .compile(value.value(), name, Scopes.messageKey(), null)
                            .ifPresent(e -> key.put(column, e))));
    for (String column : stream.template().columns()) {
      if (keyNode.isEmpty() || !key.containsKey(column)) {
        file.yaml()
            .problem(
                keyNode.orElse(prefix),
                "%s does not say which %s is meant. Add key: { %s: intent.… }"
                    .formatted(name, stream.name(), column));
      }
    }
    Scope scope = Scopes.message(file, stream);
    List<Expression> conditions = new ArrayList<>();
    compile(map, "when", name, scope, SimpleType.BOOL).ifPresent(conditions::add);
    return file.prefix(prefix, "message")
        .map(
            text ->
                new Pattern(
                    name,
                    type,
                    new Trigger.OnMessage(text, key),
                    conditions,
                    Map.of(),
                    data(map, scope),
                    also(map, name),
                    null,
                    null,
                    compile(map, "actor", name, scope, null).orElse(null),
                    compile(map, "reason", name, scope, null).orElse(null),
                    certainty(map, true),
                    file.yaml().place(prefix)));
  }

  /// The change, if its table is in the event's stream.
  private Optional<FileContext.Change> inStream(
      Optional<FileContext.Change> change, Map<String, Yaml.Entry> map, Node node) {
    if (change.isPresent() && !stream.has(change.get().table().id())) {
      Node place = optional(map, change.get().operation().word()).orElse(node);
      file.yaml()
          .problem(
              place,
              "%s is in stream %s, but %s is an event of %s"
                  .formatted(
                      change.get().table().id(),
                      change.get().stream().name(),
                      type,
                      stream.name()));
      return Optional.empty();
    }
    return change.map(c -> new FileContext.Change(c.table(), c.operation(), stream));
  }

  private Map<String, Expression> data(Map<String, Yaml.Entry> map, Scope scope) {
    Map<String, Expression> data = new LinkedHashMap<>();
    optional(map, "data")
        .ifPresent(
            fields ->
                file.yaml()
                    .map(fields, "data", null)
                    .forEach(
                        (field, value) ->
                            file.expressions()
                                .compile(value.value(), type, scope, null)
                                .ifPresent(expression -> data.put(field, expression))));
    return data;
  }

  private List<Pattern.Also> also(Map<String, Yaml.Entry> map, String name) {
    List<Pattern.Also> also = new ArrayList<>();
    Optional<Node> with = optional(map, "with");
    if (with.isEmpty()) {
      return also;
    }
    for (Node node : file.yaml().list(with.get(), name + " with")) {
      var keys = file.yaml().map(node, "with", ALSO_KEYS);
      inStream(file.change(keys, "with", node), keys, node)
          .ifPresent(
              change ->
                  also.add(
                      new Pattern.Also(
                          change.table().id(),
                          change.operation(),
                          compile(keys, "when", name, Scopes.also(change), SimpleType.BOOL)
                              .orElse(null))));
    }
    return also;
  }

  private Map<String, String> becomes(Map<String, Yaml.Entry> map, FileContext.Change change) {
    Map<String, String> literals = new LinkedHashMap<>();
    Optional<Node> becomes = optional(map, "becomes");
    if (becomes.isPresent() && !change.operation().hasAfter()) {
      file.yaml().problem(becomes.get(), "nothing becomes of a row that is gone");
    } else if (becomes.isPresent()) {
      file.yaml()
          .map(becomes.get(), "becomes", null)
          .forEach(
              (column, value) ->
                  file.column(value.key(), change.table(), column)
                      .flatMap(c -> literal(value.value(), c))
                      .ifPresent(literal -> literals.put(column, literal)));
    }
    return literals;
  }

  /// `becomes: { status: paid }` is short for a condition on the row as it was and as it is.
  private static String became(String column, String literal, Operation operation) {
    String field = "[%s]".formatted(Literals.quoted(column));
    String now = "after%s == %s".formatted(field, literal);
    return operation == Operation.UPDATE
        ? "before%s != %s && %s".formatted(field, literal, now)
        : now;
  }

  /// A value of YAML as a literal of CEL.
  private Optional<String> literal(Node node, Column column) {
    if (Literals.isNull(node)) {
      if (!column.nullable()) {
        file.yaml().problem(node, "%s is never NULL".formatted(column.name()));
      }
      return Optional.of("null");
    }
    Optional<String> text = file.yaml().text(node, column.name());
    if (text.isEmpty()) {
      return text;
    }
    if (!column.labels().isEmpty() && !column.labels().contains(text.get())) {
      file.yaml()
          .problem(
              node,
              "%s is never %s; its values are %s.%s"
                  .formatted(
                      column.name(),
                      text.get(),
                      String.join(", ", column.labels()),
                      Yaml.suggestion(text.get(), column.labels())));
      return Optional.empty();
    }
    try {
      return Optional.of(Literals.of(text.get(), column));
    } catch (IllegalArgumentException e) {
      file.yaml()
          .problem(
              node,
              "%s is %s, which `%s` is not".formatted(column.name(), column.type(), text.get()));
      return Optional.empty();
    }
  }

  private Optional<Expression> compile(
      Map<String, Yaml.Entry> map, String key, String name, Scope scope, @Nullable CelType result) {
    return optional(map, key)
        .flatMap(node -> file.expressions().compile(node, name, scope, result));
  }

  private Certainty certainty(Map<String, Yaml.Entry> map, boolean stated) {
    Certainty byDefault = stated ? Certainty.STATED : Certainty.INFERRED;
    Optional<Node> node = optional(map, "certainty");
    if (node.isEmpty()) {
      return byDefault;
    }
    Optional<Certainty> certainty = file.choice(node.get(), "certainty", Certainty.class);
    if (certainty.isPresent()
        && certainty.get() != Certainty.EXACT
        && certainty.get() != Certainty.INFERRED) {
      file.yaml().problem(node.get(), "a pattern can claim exact or inferred, nothing else");
    }
    return certainty.orElse(byDefault);
  }
}
