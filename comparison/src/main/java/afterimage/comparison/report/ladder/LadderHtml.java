package afterimage.comparison.report.ladder;

import afterimage.comparison.report.HtmlReport;
import afterimage.comparison.report.Template;
import io.quarkus.qute.RawString;
import java.util.List;
import java.util.Map;

/// `report.html`: one file, without scripts and without requests to anywhere.
public final class LadderHtml {

  private static final Template TEMPLATE = new Template("ladder.html", LadderHtml::escaped);

  private LadderHtml() {}

  /// A figure stays with its sign.
  private static String escaped(String text) {
    return HtmlReport.escaped(text).replace(" %", "&nbsp;%");
  }

  public static String render(LadderReport report) {
    return TEMPLATE.render(
        Map.of(
            "report",
            report,
            "view",
            new LadderView(report),
            "views",
            report.walkthrough() == null ? List.of() : Template.views(report.walkthrough()),
            "style",
            new RawString(Template.text("style.css") + Template.text("ladder.css"))));
  }
}
