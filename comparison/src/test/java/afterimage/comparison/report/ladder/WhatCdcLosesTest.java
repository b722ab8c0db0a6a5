package afterimage.comparison.report.ladder;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import afterimage.comparison.report.MarkdownReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page "What CDC loses" against the run that it tells of. After a new run, its tables are
/// written anew with `-Dafterimage.regenerate=true`; what stands around them is for a person to
/// read again.
class WhatCdcLosesTest {

  private static final Path PAGE = Path.of("../docs/explanation/what-cdc-loses.md");
  private static final Path RUN = Path.of("../docs/explanation/what-cdc-loses.report.json");
  private static final Pattern BLOCK =
      Pattern.compile("<!-- figures: (\\w+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);
  private static final Pattern PERCENT = Pattern.compile("\\d+(?:\\.\\d)? %");

  private static LadderReport report() throws IOException {
    return LadderJson.read(RUN.toString(), Files.readString(RUN));
  }

  private static Map<String, String> blocks(LadderReport report) {
    LadderView view = new LadderView(report);
    Map<String, String> blocks = new LinkedHashMap<>();
    blocks.put("verdict", "> " + report.verdict() + "\n");
    blocks.put("ladder", LadderMarkdown.ladder(report));
    blocks.put("stories", stories(view));
    blocks.put("types", table(Matrices.types(report), false));
    blocks.put("figures", table(Matrices.fidelity(report), false));
    blocks.put("audit", table(Objects.requireNonNull(view.audit()), true));
    blocks.put("losses", table(Matrices.losses(report), false));
    blocks.put("work", view.work() + ".\n");
    return blocks;
  }

  private static String stories(LadderView view) {
    return view.stories().stream()
        .map(
            story ->
                "- **%s** %s\n"
                    .formatted(
                        MarkdownReport.escaped(story.story().sentence()),
                        MarkdownReport.escaped(story.words())))
        .collect(joining());
  }

  /// @param worst of three marks only how many are wrong; otherwise what the cell says first
  private static String table(Matrix matrix, boolean worst) {
    StringBuilder text = new StringBuilder();
    List<String> head = new ArrayList<>(List.of(matrix.corner()));
    head.addAll(matrix.columns());
    line(text, head);
    line(text, head.stream().map(_ -> "---").toList());
    for (Matrix.Row row : matrix.rows()) {
      List<String> cells = new ArrayList<>(List.of(MarkdownReport.escaped(row.head())));
      for (Matrix.Cell cell : row.cells()) {
        boolean isMarked = worst && !cell.marks().isEmpty();
        cells.add(isMarked ? cell.marks().getLast().text() : cell.text());
      }
      line(text, cells);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  @Test
  void the_tables_of_the_page_are_those_of_the_run() throws IOException {
    Map<String, String> blocks = blocks(report());
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("afterimage.regenerate")) {
      Files.writeString(
          PAGE,
          BLOCK
              .matcher(page)
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          "<!-- figures: %s -->\n%s<!-- end -->"
                              .formatted(found.group(1), blocks.get(found.group(1))))));
      page = Files.readString(PAGE);
    }
    List<String> shown = new ArrayList<>();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      shown.add(block.group(1));
      assertThat(block.group(2)).as(block.group(1)).isEqualTo(blocks.get(block.group(1)));
    }
    assertThat(shown).contains("verdict", "ladder", "stories", "audit");
  }

  @Test
  void every_percentage_in_its_words_is_one_of_the_run_and_the_command_is_there()
      throws IOException {
    LadderReport report = report();
    String words = BLOCK.matcher(Files.readString(PAGE)).replaceAll("");
    Set<String> said = new TreeSet<>();
    PERCENT.matcher(words).results().forEach(found -> said.add(found.group()));

    assertThat(figures(report)).containsAll(said);
    assertThat(words).contains(report.setting().reproduce());
  }

  private static Set<String> figures(LadderReport report) {
    Set<String> figures = new TreeSet<>();
    LadderView view = new LadderView(report);
    Stream.of(Matrices.types(report), Matrices.fidelity(report))
        .flatMap(matrix -> matrix.rows().stream())
        .flatMap(row -> row.cells().stream())
        .forEach(cell -> figures.add(cell.text()));
    view.headlines().forEach(headline -> figures.add(headline.wrong()));
    view.rungs().forEach(row -> figures.addAll(List.of(row.right(), row.unknown(), row.wrong())));
    return figures;
  }

  @Test
  void the_run_is_whole_and_of_the_size_that_is_said() throws IOException {
    LadderReport report = report();

    assertThat(report.complete()).isTrue();
    assertThat(report.measured()).hasSize(8);
    assertThat(report.divergences()).isEmpty();
    assertThat(report.setting().commands()).isEqualTo(2000);
    assertThat(report.setting().seed()).isEqualTo(7);
  }

  /// Of the issue: where the figures may fall, and nowhere else.
  @Test
  void recall_and_audit_fall_from_rung_to_rung_only_where_the_page_explains_it()
      throws IOException {
    LadderReport report = report();
    List<String> falls = new ArrayList<>();
    List<LadderView.RungRow> rows = new LadderView(report).rungs();
    for (int i = 1; i < rows.size(); i++) {
      String step = rows.get(i - 1).name() + " -> " + rows.get(i).name();
      if (recall(report, i) < recall(report, i - 1)) {
        falls.add(step);
      } else if (right(rows.get(i)) < right(rows.get(i - 1))) {
        falls.add(step);
      }
    }

    assertThat(Set.of("log+memory -> log+before", "outbox -> events")).containsAll(falls);
  }

  private static double recall(LadderReport report, int rung) {
    return Objects.requireNonNull(report.rungs().get(rung).ran()).score().recall();
  }

  private static int right(LadderView.RungRow row) {
    return Objects.requireNonNull(row.marks()).right();
  }
}
