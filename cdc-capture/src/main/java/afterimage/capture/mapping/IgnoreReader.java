package afterimage.capture.mapping;

import static afterimage.capture.mapping.FileContext.keys;
import static afterimage.capture.mapping.FileContext.optional;

import afterimage.capture.catalog.Table;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/// Reads what means nothing to the domain.
final class IgnoreReader {

  private static final Set<String> KEYS =
      keys(
          "columns",
          "insert",
          "update",
          "delete",
          "truncate",
          "found",
          "intent",
          "when",
          "because");

  private final FileContext file;

  IgnoreReader(FileContext file) {
    this.file = file;
  }

  List<IgnoreRule> read(Node node) {
    var map = file.yaml().map(node, "ignore", KEYS);
    String because =
        file.required(map, "because", node).flatMap(n -> file.yaml().text(n, "because")).orElse("");
    Optional<Node> columns = optional(map, "columns");
    if (columns.isEmpty()) {
      return change(map, node, because).stream().toList();
    }
    List<IgnoreRule> rules = new ArrayList<>();
    for (Node column : file.yaml().list(columns.get(), "columns")) {
      file.yaml()
          .text(column, "a column")
          .flatMap(text -> column(column, text, because))
          .ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<IgnoreRule> change(Map<String, Yaml.Entry> map, Node node, String because) {
    return file.change(map, "ignore", node)
        .flatMap(
            change -> {
              Optional<String> intent =
                  optional(map, "intent").flatMap(n -> file.prefix(n, "intent"));
              Optional<Node> when = optional(map, "when");
              Optional<Expression> condition =
                  when.flatMap(
                      n ->
                          file.expressions()
                              .compile(
                                  n,
                                  "ignore",
                                  Scopes.change(file, change, change.stream(), intent.isPresent()),
                                  SimpleType.BOOL));
              return when.isPresent() && condition.isEmpty()
                  ? Optional.empty()
                  : Optional.of(
                      new IgnoreRule.Changes(
                          change.table().id(),
                          change.operation(),
                          intent.orElse(null),
                          condition.orElse(null),
                          because));
            });
  }

  private Optional<IgnoreRule> column(Node node, String text, String because) {
    int dot = text.lastIndexOf('.');
    if (dot < 0) {
      file.yaml().problem(node, "%s names no table. Expected schema.table.column".formatted(text));
      return Optional.empty();
    }
    // A name may hold a dot itself; then the longest table that there is counts.
    for (int at = dot; at > 0; at = text.lastIndexOf('.', at - 1)) {
      int end = at;
      Optional<Table> table =
          file.catalog().table(afterimage.capture.change.TableId.parse(text.substring(0, end)));
      if (table.isPresent() && table.get().column(text.substring(end + 1)).isPresent()) {
        return Optional.of(
            new IgnoreRule.Columns(table.get().id(), Set.of(text.substring(end + 1)), because));
      }
    }
    file.table(node, text.substring(0, dot))
        .ifPresent(table -> file.column(node, table, text.substring(dot + 1)));
    return Optional.empty();
  }
}
