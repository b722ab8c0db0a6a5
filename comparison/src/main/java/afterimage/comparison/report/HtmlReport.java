package afterimage.comparison.report;

/// `report.html`: one file, without scripts and without requests to anywhere.
public final class HtmlReport {

  private static final Template TEMPLATE = new Template("report.html", HtmlReport::escaped);

  private HtmlReport() {}

  public static String render(Report report) {
    return TEMPLATE.render(report);
  }

  /// Nothing in the data can be a tag or end an attribute.
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
