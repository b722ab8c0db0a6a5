package afterimage.capture.translate;

import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Example;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Runs the examples of a mapping.
public final class Examples {

  private Examples() {}

  /// What is not as an example says; empty if all are right.
  public static List<Problem> run(Mapping mapping) {
    Translator translator = new Translator(List.of(mapping), "example");
    List<Problem> problems = new ArrayList<>();
    for (Example example : mapping.examples()) {
      Translation translation = translator.translate(example.when(), given(mapping, example));
      differences(example, translation)
          .forEach(
              difference ->
                  problems.add(
                      example.place().problem("%s: %s".formatted(example.name(), difference))));
    }
    return problems;
  }

  private static KnownRows given(Mapping mapping, Example example) {
    Plan plan = new Plan(List.of(mapping));
    AggregateRows rows = new AggregateRows(KnownRows.NONE);
    TouchFinder finder = new TouchFinder(rows);
    // Parents first, because a member of a member is found by way of them.
    for (TableId table : mapping.parentsFirst()) {
      Plan.OfTable of = plan.table(table);
      for (Row row : example.given().getOrDefault(table, List.of())) {
        if (of != null) {
          Position nowhere = new Position(example.when().commit(), 1);
          finder.find(0, new RowChange.Found(table, nowhere, row), of);
        }
      }
    }
    RowMemory memory = new RowMemory(KnownRows.NONE);
    rows.touched().forEach(memory::put);
    return memory;
  }

  private static List<String> differences(Example example, Translation translation) {
    List<String> differences = new ArrayList<>();
    List<DerivedEvent> events = translation.events();
    for (int i = 0; i < Math.max(events.size(), example.then().size()); i++) {
      Optional<Example.Expected> expected = at(example.then(), i);
      Optional<DerivedEvent> event = at(events, i);
      if (expected.isEmpty() || event.isEmpty() || !same(expected.get(), event.get())) {
        differences.add(
            "event %d: expected %s, but it is %s"
                .formatted(
                    i + 1,
                    expected.map(Examples::words).orElse("none"),
                    event.map(e -> words(e, expected)).orElse("none")));
      }
    }
    List<String> unexplained = unexplained(translation);
    List<String> said = List.copyOf(new TreeSet<>(example.unexplained()));
    if (!unexplained.equals(said)) {
      differences.add(
          "unexplained: expected %s, but it is %s%s"
              .formatted(said, unexplained, reasons(translation)));
    }
    return differences;
  }

  private static <T> Optional<T> at(List<T> list, int index) {
    return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
  }

  private static boolean same(Example.Expected expected, DerivedEvent event) {
    return expected.type().equals(event.type())
        && (expected.stream() == null || expected.stream().equals(event.stream().value()))
        && same(expected.data().tree(), event.data().tree());
  }

  /// Numbers by what they are worth.
  static boolean same(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.size() != other.size() || one.getNodeType() != other.getNodeType()) {
      return false;
    }
    if (one.isObject()) {
      return one.properties().stream()
          .allMatch(e -> other.has(e.getKey()) && same(e.getValue(), other.get(e.getKey())));
    }
    if (one.isArray()) {
      for (int i = 0; i < one.size(); i++) {
        if (!same(one.get(i), other.get(i))) {
          return false;
        }
      }
      return true;
    }
    return one.equals(other);
  }

  private static List<String> unexplained(Translation translation) {
    TreeSet<String> names = new TreeSet<>();
    for (ReadChange read : translation.unexplained()) {
      if (read.reading() instanceof Reading.Unexplained(var columns, _)) {
        if (columns.isEmpty()) {
          names.add(read.change().table().toString());
        }
        columns.forEach(column -> names.add(read.change().table() + "." + column));
      }
    }
    translation.idle().forEach(idle -> names.add(idle.message().prefix()));
    return List.copyOf(names);
  }

  private static String reasons(Translation translation) {
    List<String> reasons = new ArrayList<>();
    for (ReadChange read : translation.unexplained()) {
      if (read.reading() instanceof Reading.Unexplained(_, String reason)) {
        reasons.add(reason);
      }
    }
    translation.idle().forEach(idle -> reasons.add(idle.reason()));
    return reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")";
  }

  private static String words(Example.Expected expected) {
    return expected.type()
        + " "
        + expected.data()
        + (expected.stream() == null ? "" : " in " + expected.stream());
  }

  private static String words(DerivedEvent event, Optional<Example.Expected> expected) {
    boolean stream = expected.isPresent() && expected.get().stream() != null;
    return event.type() + " " + event.data() + (stream ? " in " + event.stream() : "");
  }
}
