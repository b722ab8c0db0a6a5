package afterimage.comparison.report;

import static org.assertj.core.api.Assertions.assertThat;

import afterimage.comparison.report.Report.Counts;
import afterimage.comparison.report.Report.DerivedEventLine;
import afterimage.comparison.report.Report.DifferenceLine;
import afterimage.comparison.report.Report.Fidelity;
import afterimage.comparison.report.Report.Moment;
import afterimage.comparison.report.Report.RowChangeLine;
import afterimage.comparison.report.Report.Setting;
import afterimage.comparison.report.Report.StateNow;
import afterimage.comparison.report.Report.Step;
import afterimage.comparison.report.Report.StreamReport;
import afterimage.comparison.report.Report.TrueEventLine;
import afterimage.comparison.report.Report.VerdictLine;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {

  private static final String HOSTILE = "<script>alert('x')</script> | `b`\n& \"q\"";

  private static JsonNode json(String text) {
    return new Json(text).tree();
  }

  private static Report report() {
    VerdictLine altered =
        new VerdictLine(
            "altered",
            "altered: reason lost",
            List.of(new DifferenceLine("reason", "lost", json("\"" + "old" + "\""), null)));
    VerdictLine missing = new VerdictLine("missing", "missing", List.of());
    VerdictLine recovered = new VerdictLine("recovered", "recovered", List.of());
    JsonNode data = json("{\"sku\":\"apple\"}");
    JsonNode state = json("{\"items\":[],\"discount\":0,\"checkedOut\":false,\"total\":0.00}");
    StreamReport stream =
        new StreamReport(
            "cart-101",
            List.of(new Step(4, HOSTILE, "Ann", 200, 200, List.of(1, 2), List.of(1), List.of(1))),
            List.of(
                new TrueEventLine(1, 4, "ItemRemoved", data, HOSTILE, altered, 1, recovered),
                new TrueEventLine(2, 4, "ItemRemoved", data, "again", missing, null, recovered)),
            List.of(
                new DerivedEventLine(
                    1,
                    4,
                    "ItemRemoved",
                    data,
                    "derived apple",
                    "inferred",
                    "ItemRemoved#1",
                    "cart:1",
                    7,
                    "0/2A",
                    List.of(1),
                    altered,
                    1)),
            List.of(
                new RowChangeLine(
                    1,
                    4,
                    7,
                    "0/2A:1",
                    "public.cart_items",
                    "delete",
                    data,
                    null,
                    "− cart_items apple",
                    "explained",
                    null)),
            new StateNow(state, state, state, true),
            List.of(
                new Moment(1, "ItemRemoved", state, "ItemRemoved", state),
                new Moment(2, "again", state, null, null)));
    return new Report(
        Report.FORMAT,
        Instant.EPOCH,
        new Setting(
            "cart", "0.1", "PostgreSQL", "Debezium", List.of("cart:1"), "./afterimage demo"),
        "The verdict",
        new Counts(
            1, 1, 1, 1, 0, 0, new Fidelity(2, 1, 0, 1, 1, 0), new Fidelity(2, 2, 2, 0, 0, 0)),
        List.of("Step 9 differs"),
        Losses.of(stream),
        List.of(stream),
        List.of(json("{\"cart\":101}")));
  }

  @Test
  void losses_are_told_in_plain_words() {
    assertThat(report().losses())
        .containsExactly(
            "cart-101, step 4: why the apple was taken out (old). The tables only say that it is no"
                + " longer there.",
            "cart-101, step 4: again. The change of the rows does not show it.");
  }

  @Test
  void every_form_begins_with_the_verdict_and_tells_each_loss_and_divergence() {
    Report report = report();
    for (String text :
        List.of(
            TextReport.render(report), MarkdownReport.render(report), HtmlReport.render(report))) {
      assertThat(text).contains("The verdict").contains("differs").contains("derived apple");
      assertThat(text.indexOf("The verdict")).isLessThan(text.indexOf("why the apple"));
      assertThat(text).contains("altered: reason lost").contains("missing");
    }
  }

  @Test
  void the_html_asks_nobody_and_runs_nothing() {
    String html = HtmlReport.render(report());

    assertThat(html)
        .doesNotContain("<script", "http:", "https:", "src=", "<link", "@import", "url(")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; | `b`\n&amp; &quot;q&quot;")
        .contains("<html lang=\"en\">");
  }

  @Test
  void data_cannot_break_a_table_of_markdown() {
    assertThat(MarkdownReport.render(report()))
        .contains("| 4 | \\<script\\>alert('x')\\</script\\> \\| \\`b\\` \\& \"q\" |");
  }

  @Test
  void the_json_is_the_report_field_by_field() {
    JsonNode json = json(JsonReport.render(report()));

    assertThat(json.path("format").asInt()).isEqualTo(1);
    assertThat(json.at("/streams/0/trueEvents/0/verdict/differences/0/attribute").asText())
        .isEqualTo("reason");
    assertThat(json.at("/streams/0/derivedEvents/0/pattern").asText()).isEqualTo("ItemRemoved#1");
    assertThat(json.at("/counts/derived/recall").asDouble()).isZero();
  }
}
