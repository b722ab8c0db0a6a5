package afterimage.capture.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values that a check allows.
final class Labels {

  private static final Pattern LIST = Pattern.compile("= ANY \\(+ARRAY\\[(.*)]", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'::");

  private Labels() {}

  /// @param check as PostgreSQL writes `column IN ('a', 'b')` back; empty if it is another
  static List<String> of(String check) {
    List<String> labels = new ArrayList<>();
    Matcher list = LIST.matcher(check);
    if (list.find()) {
      Matcher text = TEXT.matcher(list.group(1));
      while (text.find()) {
        labels.add(text.group(1).replace("''", "'"));
      }
    }
    return labels;
  }
}
