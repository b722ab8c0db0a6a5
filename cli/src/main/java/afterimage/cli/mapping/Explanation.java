package afterimage.cli.mapping;

import afterimage.capture.change.Cell;
import afterimage.capture.change.Message;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Reading;
import afterimage.capture.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One change, what was tried at it, and what came of it.
record Explanation(Translation translation, ReadChange read, TracedSteps steps) {

  /// What was tried at the logical messages of a transaction.
  static String messages(Translation translation, TracedSteps steps) {
    List<String> lines = new ArrayList<>();
    for (Message message : translation.changeSet().messages()) {
      lines.add("%s  message `%s`".formatted(message.position(), message.prefix()));
      lines.add("  " + message.content());
      steps.at(message.position()).forEach(step -> lines.add("  " + step));
      translation.idle().stream()
          .filter(idle -> idle.message().equals(message))
          .forEach(idle -> lines.add("  unexplained: " + idle.reason()));
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  String text() {
    RowChange change = read.change();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s of %s, transaction %d at %s"
            .formatted(
                change.position(),
                change.operation(),
                change.table(),
                translation.changeSet().transaction(),
                translation.changeSet().committedAt()));
    cells("before", change.before(), lines);
    cells("after", change.after(), lines);
    List<String> tried = steps.at(change.position());
    if (tried.isEmpty()) {
      lines.add("  no pattern was tried here");
    }
    tried.forEach(step -> lines.add("  " + step));
    for (DerivedEvent event : read.events()) {
      lines.add(
          "  => %s %s in %s, %s%s"
              .formatted(
                  event.type(),
                  event.data(),
                  event.stream(),
                  event.provenance().certainty().name().toLowerCase(Locale.ROOT),
                  event.provenance().rivals().isEmpty()
                      ? ""
                      : ", rivals " + event.provenance().rivals()));
    }
    lines.add(
        "  "
            + switch (read.reading()) {
              case Reading.Explained() -> "explained";
              case Reading.Ignored(String because) -> "ignored: " + because;
              case Reading.Unexplained(var columns, String reason) ->
                  "unexplained%s: %s".formatted(columns.isEmpty() ? "" : " " + columns, reason);
            });
    return String.join("\n", lines) + "\n";
  }

  private static void cells(String name, Row row, List<String> lines) {
    if (!row.cells().isEmpty()) {
      List<String> cells = new ArrayList<>();
      row.cells().forEach((column, cell) -> cells.add(column + "=" + text(cell)));
      lines.add("  %s: %s".formatted(name, String.join(", ", cells)));
    }
  }

  private static String text(Cell cell) {
    return switch (cell) {
      case Cell.Null() -> "NULL";
      case Cell.Unchanged() -> "(not logged)";
      case Cell.Value(Object value) -> value instanceof String text ? "'" + text + "'" : "" + value;
    };
  }
}
