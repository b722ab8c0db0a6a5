package afterimage.cli.mapping;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.mapping.Coverage;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingProblems;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.mapping.Needs;
import afterimage.capture.mapping.Operation;
import afterimage.capture.mapping.Problem;
import afterimage.capture.translate.Examples;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What there is to say of a mapping file.
///
/// @param mapping null if it cannot be used
record Validation(Path file, @Nullable Mapping mapping, List<Problem> problems) {

  static Validation of(Path file, Catalog catalog) {
    try {
      Mapping mapping = MappingReader.read(file, catalog);
      return new Validation(file, mapping, Examples.run(mapping));
    } catch (MappingProblems e) {
      return new Validation(file, null, e.problems());
    }
  }

  boolean isRight() {
    return problems.isEmpty();
  }

  String text() {
    List<String> lines = new ArrayList<>();
    problems.forEach(problem -> lines.add(problem.toString()));
    if (mapping == null) {
      lines.add("%s cannot be used: %d problem(s)".formatted(file, problems.size()));
      return String.join("\n", lines) + "\n";
    }
    lines.add("%s: %s can be used".formatted(file, mapping.label()));
    Coverage coverage = Coverage.of(mapping);
    coverage
        .tables()
        .forEach(
            (table, of) -> {
              lines.add("");
              lines.add(table.toString());
              int width = of.columns().keySet().stream().mapToInt(String::length).max().orElse(0);
              of.columns()
                  .forEach(
                      (column, fate) ->
                          lines.add(
                              "  %s%s  %s"
                                  .formatted(
                                      column, " ".repeat(width - column.length()), words(fate))));
              if (!of.unread().isEmpty()) {
                lines.add("  (no pattern reads: %s)".formatted(words(of.unread())));
              }
            });
    lines.add("");
    if (coverage.lost().isEmpty()) {
      lines.add("Every column is restored by an event, names a stream, or is ignored.");
    } else {
      lines.add("Lost, because no event restores it: " + String.join(", ", coverage.lost()));
    }
    if (!mapping.remembered().isEmpty()) {
      lines.add("Remembered: " + mapping.remembered());
    }
    Needs.of(mapping).forEach(need -> lines.add("It needs: " + need));
    int examples = mapping.examples().size();
    lines.add(
        problems.isEmpty()
            ? "%d example(s), all right.".formatted(examples)
            : "%d example(s), with %d problem(s).".formatted(examples, problems.size()));
    return String.join("\n", lines) + "\n";
  }

  private static String words(Coverage.Fate fate) {
    return switch (fate) {
      case Coverage.Restored(var events) -> String.join(", ", events);
      case Coverage.Key() -> "names the stream";
      case Coverage.Ignored(String because) -> "ignored: " + because;
      case Coverage.Lost() -> "LOST: no event restores it";
    };
  }

  private static String words(List<Operation> operations) {
    return String.join(", ", operations.stream().map(Operation::word).toList());
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("file", file.toString()).put("right", isRight());
    ArrayNode told = node.putArray("problems");
    for (Problem problem : problems) {
      told.addObject()
          .put("line", problem.line())
          .put("column", problem.column())
          .put("message", problem.message());
    }
    if (mapping == null) {
      return node;
    }
    node.put("mapping", mapping.name()).put("version", mapping.version());
    node.put("examples", mapping.examples().size());
    Coverage coverage = Coverage.of(mapping);
    ObjectNode tables = node.putObject("tables");
    coverage
        .tables()
        .forEach(
            (table, of) -> {
              ObjectNode columns = tables.putObject(table.toString()).putObject("columns");
              of.columns().forEach((column, fate) -> columns.put(column, words(fate)));
              ArrayNode unread = ((ObjectNode) tables.get(table.toString())).putArray("unread");
              of.unread().forEach(operation -> unread.add(operation.word()));
            });
    coverage.lost().forEach(node.putArray("lost")::add);
    mapping.remembered().forEach(table -> node.withArray("remembered").add(table.toString()));
    Needs.of(mapping).forEach(node.putArray("needs")::add);
    return node;
  }
}
