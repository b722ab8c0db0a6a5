package afterimage.comparison.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `report.md`: short enough for a comment on a pull request.
public final class MarkdownReport {

  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|#~&]");

  private static final Template TEMPLATE = new Template("report.md", MarkdownReport::escaped);

  private MarkdownReport() {}

  public static String render(Report report) {
    return TEMPLATE.render(report);
  }

  /// Nothing in the data can end a cell, begin a tag or make a link.
  public static String escaped(String text) {
    return SPECIAL
        .matcher(text.replaceAll("\\s*\\R\\s*", " "))
        .replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
  }
}
