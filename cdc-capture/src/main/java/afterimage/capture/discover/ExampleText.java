package afterimage.capture.discover;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingProblems;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.Examples;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes transactions that were seen as the examples of a mapping. They hold values of real rows.
public final class ExampleText {

  private static final int LONGEST_LINE = 2_000;

  private ExampleText() {}

  /// The file with those of the transactions as examples that give, read alone, the same again.
  ///
  /// @param file the text of a mapping without examples
  public static String add(String file, Catalog catalog, List<ChangeSet> seen) {
    Mapping mapping = MappingReader.read("discover", file, catalog);
    Translator translator = new Translator(List.of(mapping), "discover");
    StringBuilder examples = new StringBuilder();
    for (ChangeSet changeSet : seen) {
      boolean isOwn =
          changeSet.changes().stream().allMatch(c -> mapping.catalog().containsKey(c.table()));
      if (isOwn && !changeSet.changes().isEmpty()) {
        String text = text(translator.translate(changeSet, new RowMemory(KnownRows.NONE)), catalog);
        if (holds(file, catalog, text)) {
          examples.append(text);
        }
      }
    }
    return examples.isEmpty()
        ? file
        : file + "\n# Seen live; they hold values of real rows.\nexamples:\n" + examples;
  }

  private static boolean holds(String file, Catalog catalog, String example) {
    if (example.lines().anyMatch(line -> line.length() > LONGEST_LINE)) {
      return false;
    }
    try {
      Mapping mapping = MappingReader.read("discover", file + "\nexamples:\n" + example, catalog);
      return Examples.run(mapping).isEmpty();
    } catch (MappingProblems e) {
      return false;
    }
  }

  private static String text(Translation translation, Catalog catalog) {
    List<String> lines = new ArrayList<>();
    String first =
        translation.events().isEmpty() ? "nothing" : translation.events().getFirst().type();
    lines.add(
        "  - name: "
            + Cel.yaml("%s, seen at %s".formatted(first, translation.changeSet().committedAt())));
    lines.add("    when:");
    for (RowChange change : translation.changeSet().changes()) {
      lines.add(
          "      - %s: %s".formatted(change.operation(), Cel.yaml(change.table().toString())));
      Row before = change.before();
      Row after = change.after();
      if (!before.cells().isEmpty()) {
        lines.add("        before: " + cells(before.cells()));
      }
      if (!after.cells().isEmpty()) {
        Map<String, Cell> changed = new LinkedHashMap<>(after.cells());
        changed.entrySet().removeIf(e -> isSame(before, e.getKey(), e.getValue()));
        lines.add("        row: " + cells(changed));
      }
    }
    lines.add(translation.events().isEmpty() ? "    then: []" : "    then:");
    for (DerivedEvent event : translation.events()) {
      lines.add("      - %s: %s".formatted(Cel.yaml(event.type()), event.data().text()));
      lines.add("        in: " + Cel.yaml(event.stream().value()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static boolean isSame(Row before, String column, Cell after) {
    Cell was = before.cells().get(column);
    return after instanceof Cell.Unchanged || (was != null && was.sameAs(after));
  }

  private static String cells(Map<String, Cell> cells) {
    List<String> pairs = new ArrayList<>();
    cells.forEach(
        (column, cell) -> {
          if (!(cell instanceof Cell.Unchanged)) {
            pairs.add("%s: %s".formatted(Cel.yaml(column), value(cell)));
          }
        });
    return pairs.isEmpty() ? "{}" : "{ %s }".formatted(String.join(", ", pairs));
  }

  private static String value(Cell cell) {
    return switch (cell) {
      case Cell.Null() -> "null";
      case Cell.Unchanged() -> "null";
      case Cell.Value(List<?> list) ->
          "[ %s ]"
              .formatted(String.join(", ", list.stream().map(item -> value((Cell) item)).toList()));
      case Cell.Value(BigDecimal number) -> Cel.yaml(number.toPlainString());
      case Cell.Value(Long number) -> number.toString();
      case Cell.Value(Object value) -> Cel.yaml(value.toString());
    };
  }
}
