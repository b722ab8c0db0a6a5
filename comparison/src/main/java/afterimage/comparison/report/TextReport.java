package afterimage.comparison.report;

import afterimage.comparison.report.Report.Counts;
import afterimage.comparison.report.Report.DerivedEventLine;
import afterimage.comparison.report.Report.Fidelity;
import afterimage.comparison.report.Report.Moment;
import afterimage.comparison.report.Report.RowChangeLine;
import afterimage.comparison.report.Report.Step;
import afterimage.comparison.report.Report.StreamReport;
import afterimage.comparison.report.Report.TrueEventLine;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The report as tables for a terminal.
public final class TextReport {

  private TextReport() {}

  public static String render(Report report) {
    StringBuilder text = new StringBuilder();
    text.append('\n').append(report.verdict()).append("\n\n");
    section(text, "The apps differ", report.divergences());
    section(text, "Lost", report.losses());
    for (StreamReport stream : report.streams()) {
      text.append(stream.stream()).append(": step by step\n");
      text.append(
          table(
              List.of(
                  "", "command", "true event", "row changes captured", "derived event", "verdict"),
              List.of(3, 26, 32, 42, 32, 28),
              steps(stream)));
      text.append('\n').append(stream.stream()).append(": what it is now\n");
      text.append("  legacy app         ").append(Words.state(stream.now().legacy())).append('\n');
      text.append("  event-sourced app  ")
          .append(Words.state(stream.now().eventSourced()))
          .append('\n');
      text.append("  derived streams    ").append(Words.state(stream.now().derived()));
      JsonNode certainty = stream.now().derived().path("certainty");
      text.append(certainty.isTextual() ? " (" + certainty.asText() + ")" : "").append('\n');
      text.append(stream.now().agree() ? "  They agree.\n\n" : "  They do NOT agree.\n\n");
      text.append(stream.stream()).append(": the state after each event\n");
      text.append(
          table(
              List.of("", "true event", "state", "derived event", "state"),
              List.of(3, 36, 42, 36, 42),
              moments(stream)));
      text.append('\n');
    }
    Counts counts = report.counts();
    text.append(
        "%d commands, %d transactions, %d row changes: %d explained, %d ignored, %d unexplained\n"
            .formatted(
                counts.commands(),
                counts.transactions(),
                counts.rowChanges(),
                counts.explained(),
                counts.ignored(),
                counts.unexplained()));
    text.append("derived streams:   ").append(fidelity(counts.derived())).append('\n');
    text.append("event-sourced app: ").append(fidelity(counts.eventSourced())).append('\n');
    report
        .shipments()
        .forEach(shipment -> text.append("shipping received: ").append(shipment).append('\n'));
    return text.append('\n').toString();
  }

  private static void section(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append(title).append('\n');
      lines.forEach(line -> text.append("  - ").append(line).append('\n'));
      text.append('\n');
    }
  }

  private static List<List<String>> steps(StreamReport stream) {
    List<List<String>> rows = new ArrayList<>();
    for (Step step : stream.steps()) {
      rows.add(
          List.of(
              Integer.toString(step.step()),
              step.command(),
              lines(stream.trueEvents(), step.trueEvents(), TrueEventLine::words),
              lines(stream.rowChanges(), step.rowChanges(), RowChangeLine::words),
              lines(stream.derivedEvents(), step.derivedEvents(), DerivedEventLine::words),
              verdicts(stream, step)));
    }
    return rows;
  }

  private static <T> String lines(
      List<T> all, List<Integer> numbers, java.util.function.Function<T, String> words) {
    return numbers.stream()
        .map(number -> words.apply(all.get(number - 1)))
        .collect(Collectors.joining("\n"));
  }

  private static String verdicts(StreamReport stream, Step step) {
    List<String> verdicts = new ArrayList<>();
    for (int number : step.trueEvents()) {
      TrueEventLine event = stream.trueEvents().get(number - 1);
      Integer derived = event.derived();
      verdicts.add(
          derived == null
              ? event.verdict().words()
              : "%s (%s)"
                  .formatted(
                      event.verdict().words(),
                      stream.derivedEvents().get(derived - 1).certainty()));
    }
    for (int number : step.derivedEvents()) {
      DerivedEventLine event = stream.derivedEvents().get(number - 1);
      if (event.truth() == null) {
        verdicts.add(event.verdict().words());
      }
    }
    return String.join("\n", verdicts);
  }

  private static List<List<String>> moments(StreamReport stream) {
    List<List<String>> rows = new ArrayList<>();
    for (Moment moment : stream.timeline()) {
      rows.add(
          List.of(
              Integer.toString(moment.after()),
              Objects.requireNonNullElse(moment.trueEvent(), ""),
              state(moment.trueState()),
              Objects.requireNonNullElse(moment.derivedEvent(), ""),
              state(moment.derivedState())));
    }
    return rows;
  }

  private static String state(@Nullable JsonNode state) {
    return state == null ? "" : Words.state(state);
  }

  private static String fidelity(Fidelity fidelity) {
    return "%d of %d true events recovered, %d altered, %d missing, %d invented"
        .formatted(
            fidelity.recovered(),
            fidelity.trueEvents(),
            fidelity.altered(),
            fidelity.missing(),
            fidelity.invented());
  }

  public static String table(List<String> titles, List<Integer> widths, List<List<String>> rows) {
    List<com.github.freva.asciitable.ColumnData<List<String>>> columns = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      int index = i;
      columns.add(
          new Column()
              .header(titles.get(i))
              .headerAlign(HorizontalAlign.LEFT)
              .dataAlign(HorizontalAlign.LEFT)
              .maxWidth(widths.get(i), OverflowBehaviour.NEWLINE)
              .with(row -> row.get(index)));
    }
    return AsciiTable.getTable(AsciiTable.NO_BORDERS, rows, columns) + "\n";
  }
}
