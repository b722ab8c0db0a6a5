package afterimage.comparison.report.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same report as a page, as Markdown and as text.
class LadderFormsTest {

  private static final LadderReport REPORT = Samples.report();

  private static List<String> forms(LadderReport report) {
    return List.of(
        LadderHtml.render(report), LadderMarkdown.render(report), LadderText.render(report));
  }

  private static LadderReport interrupted() {
    return new LadderReport(
        REPORT.format(),
        REPORT.made(),
        false,
        REPORT.setting(),
        REPORT.verdict(),
        REPORT.divergences(),
        REPORT.rungs(),
        REPORT.losses(),
        null,
        null,
        List.of(),
        null);
  }

  @Test
  void every_form_begins_with_the_verdict_and_names_every_rung_and_the_command_to_reproduce() {
    for (String text : forms(REPORT)) {
      assertThat(text)
          .contains("The verdict", "log+tx", "events", "--commands 2000 --seed 7")
          .contains("wrong without knowing it");
      assertThat(text.indexOf("The verdict")).isLessThan(text.indexOf("log+tx"));
    }
  }

  @Test
  void every_form_says_why_a_rung_did_not_run_and_that_a_run_was_interrupted() {
    for (String text : forms(interrupted())) {
      assertThat(text).containsIgnoringCase("not run").contains("create").contains("Interrupted");
    }
    for (String text : forms(REPORT)) {
      assertThat(text).doesNotContain("Interrupted");
    }
  }

  @Test
  void the_page_asks_nobody_and_runs_nothing() throws IOException {
    String html = LadderHtml.render(REPORT);
    Files.createDirectories(Path.of("target/samples"));
    Files.writeString(Path.of("target/samples/report.html"), html);
    Files.writeString(Path.of("target/samples/report.json"), LadderJson.render(REPORT));

    assertThat(html)
        .doesNotContain("<script", "http:", "https:", "src=", "<link", "@import", "url(\"", "url(h")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; | `b` &amp; &quot;q&quot;")
        .contains("<html lang=\"en\">");
    assertThat(Pattern.compile("url\\((?!#)").matcher(html).find()).isFalse();
  }

  @Test
  void what_the_picture_shows_is_in_a_table_and_read_aloud() {
    String html = LadderHtml.render(REPORT);

    assertThat(html).contains("poll 0 %, log 20 %, log+tx 30 %, events 100 %. The table below");
    assertThat(html).contains("<span class=\"num\">20&nbsp;%</span> <small>4 of 20</small>");
  }

  @Test
  void without_costs_the_picture_says_so() {
    assertThat(LadderHtml.render(REPORT)).contains("bytes written for a command");
    assertThat(LadderHtml.render(Samples.report(false)))
        .contains("rung by rung; costs were not measured")
        .contains("They were not measured in this run.");
  }

  @Test
  void the_markdown_fits_a_comment_and_data_cannot_break_it() {
    assertThat(LadderMarkdown.render(REPORT))
        .hasSizeLessThan(8_000)
        .contains("\\<script\\>alert('x')\\</script\\> \\| \\`b\\`")
        .doesNotContain("<script>");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "1, 100 %",
    "0.5, 50 %",
    "0.1234, 12.3 %",
    "0.99999, 99.9 %",
    "0.00001, 0.1 %",
  })
  void what_is_not_all_is_never_called_all(double share, String words) {
    assertThat(Figures.percent(share)).isEqualTo(words);
  }
}
