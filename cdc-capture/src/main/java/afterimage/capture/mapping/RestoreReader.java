package afterimage.capture.mapping;

import static afterimage.capture.mapping.FileContext.keys;
import static afterimage.capture.mapping.FileContext.optional;

import afterimage.capture.catalog.Column;
import afterimage.capture.catalog.Table;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/// Reads what an event does to the rows, or infers it from the event's patterns.
final class RestoreReader {

  private final FileContext file;
  private final String event;
  private final StreamType stream;
  private final Map<String, CelType> fields;

  RestoreReader(FileContext file, String event, StreamType stream, Map<String, CelType> fields) {
    this.file = file;
    this.event = event;
    this.stream = stream;
    this.fields = fields;
  }

  List<RestoreRule> read(Node node) {
    List<RestoreRule> rules = new ArrayList<>();
    file.yaml()
        .map(node, event + " restore", null)
        .forEach(
            (name, entry) ->
                file.table(entry.key())
                    .ifPresent(
                        table -> {
                          if (inStream(table, entry.key())) {
                            FileContext.nodes(entry.value())
                                .forEach(rule -> rule(table, rule).ifPresent(rules::add));
                          }
                        }));
    return rules;
  }

  private boolean inStream(Table table, Node place) {
    if (stream.has(table.id())) {
      return true;
    }
    file.yaml()
        .problem(
            place,
            "%s restores %s, which is not in stream %s"
                .formatted(event, table.id(), stream.name()));
    return false;
  }

  private Optional<RestoreRule> rule(Table table, Node node) {
    String owner = event + " restore";
    var map = file.yaml().map(node, owner, keys("each", "key", "set", "delete"));
    Optional<Expression> each =
        optional(map, "each")
            .flatMap(
                n ->
                    file.expressions()
                        .compile(
                            n,
                            owner,
                            Scopes.event(stream, fields),
                            ListType.create(SimpleType.DYN)));
    CelType item =
        each.map(e -> e.type() instanceof ListType list ? list.elemType() : SimpleType.DYN)
            .orElse(SimpleType.NULL_TYPE);
    Scope keyScope = Scopes.restoreKey(stream, fields, item);
    Map<String, Expression> key =
        file.required(map, "key", node)
            .map(n -> columns(n, table, owner + " key", keyScope))
            .orElse(Map.of());
    Scope rowScope = Scopes.restoreSet(stream, fields, item, table);
    Optional<Node> deleteNode = optional(map, "delete");
    Optional<Expression> delete =
        deleteNode.flatMap(
            n -> file.expressions().compile(n, owner + " delete", rowScope, SimpleType.BOOL));
    Map<String, Expression> set =
        optional(map, "set").map(n -> columns(n, table, owner + " set", rowScope)).orElse(Map.of());
    // Without a primary key the columns that are given are all there is to tell rows apart.
    boolean whole = key.keySet().containsAll(table.key());
    if (!whole && deleteNode.isEmpty() && set.isEmpty()) {
      file.yaml().problem(node, "%s of %s does nothing".formatted(owner, table.id()));
    }
    return Optional.of(
        new RestoreRule(table.id(), each.orElse(null), key, whole, delete.orElse(null), set));
  }

  private Map<String, Expression> columns(Node node, Table table, String owner, Scope scope) {
    Map<String, Expression> columns = new LinkedHashMap<>();
    file.yaml()
        .map(node, owner, null)
        .forEach(
            (name, entry) -> {
              Optional<Column> column = file.column(entry.key(), table, name);
              Optional<Expression> value =
                  file.expressions().compile(entry.value(), owner, scope, null);
              if (column.isPresent() && value.isPresent()) {
                fits(entry.value(), owner, column.get(), value.get());
                columns.put(name, value.get());
              }
            });
    return columns;
  }

  private void fits(Node place, String owner, Column column, Expression value) {
    CelType type = Scope.type(column);
    if (!Shapes.fits(value.type(), type)) {
      file.yaml()
          .problem(
              place,
              "%s: %s is %s, but this gives %s"
                  .formatted(owner, column.name(), Shapes.name(type), Shapes.name(value.type())));
    }
  }

  /// What is plain: a column whose new value is a field of the event, the columns that name the
  /// stream, and what `becomes` says.
  ///
  /// @param place where the event stands in the file
  List<RestoreRule> infer(List<Pattern> patterns, Node place) {
    List<RestoreRule> rules = new ArrayList<>();
    patterns.stream()
        .map(p -> p.trigger() instanceof Trigger.OnChange(var id, _) ? id : null)
        .filter(java.util.Objects::nonNull)
        .distinct()
        .forEach(
            id ->
                file.catalog()
                    .table(id)
                    .flatMap(
                        table ->
                            new InferredRestore(
                                    stream,
                                    table,
                                    patterns.stream().filter(p -> isOn(p, table)).toList())
                                .infer())
                    .flatMap(plan -> compile(plan, place))
                    .ifPresent(rules::add));
    return rules;
  }

  private static boolean isOn(Pattern pattern, Table table) {
    return pattern.trigger() instanceof Trigger.OnChange(var id, _) && id.equals(table.id());
  }

  private Optional<RestoreRule> compile(InferredRestore.Plan plan, Node place) {
    Scope key = Scopes.restoreKey(stream, fields, SimpleType.NULL_TYPE);
    Scope set = Scopes.restoreSet(stream, fields, SimpleType.NULL_TYPE, plan.table());
    Optional<Expression> delete =
        plan.set() == null
            ? file.expressions().compile(place, "true", event, set, SimpleType.BOOL)
            : Optional.empty();
    return Optional.of(
        new RestoreRule(
            plan.table().id(),
            null,
            compile(plan.key(), key, place),
            true,
            delete.orElse(null),
            plan.set() == null ? Map.of() : compile(plan.set(), set, place)));
  }

  private Map<String, Expression> compile(Map<String, String> texts, Scope scope, Node place) {
    Map<String, Expression> compiled = new LinkedHashMap<>();
    texts.forEach(
        (column, text) ->
            file.expressions()
                .compile(place, text, event, scope, null)
                .ifPresent(expression -> compiled.put(column, expression)));
    return compiled;
  }
}
