package afterimage.comparison.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Text of the reports can be read on all that it stands on, by light and by dark. Checked here, as
/// a checker in a browser does not see what text in a picture stands on. (WCAG 2.2, 1.4.3.)
class ContrastTest {

  private static final Pattern COLOUR = Pattern.compile("--(\\w+):(#[0-9a-f]+)");
  private static final double READABLE = 4.5;

  @Test
  void every_text_has_a_contrast_of_four_and_a_half_on_every_ground() throws IOException {
    List<String> roots =
        Files.readString(Path.of("src/main/resources/report/style.css"))
            .lines()
            .filter(line -> line.contains("--ink:"))
            .toList();
    assertThat(roots).as("light and dark").hasSize(2);
    for (String root : roots) {
      Map<String, String> colours = colours(root);
      List<String> pairs = new ArrayList<>();
      for (String text : List.of("ink", "soft", "ok", "alt", "bad")) {
        for (String ground : List.of("bg", "card", "tint")) {
          pairs.add(text + " " + ground);
        }
      }
      // The numbers of the rungs, on their points.
      pairs.add("card ink");
      for (String pair : pairs) {
        String[] two = pair.split(" ");
        assertThat(contrast(colour(colours, two[0]), colour(colours, two[1])))
            .as("%s in %s", pair, root)
            .isGreaterThanOrEqualTo(READABLE);
      }
    }
  }

  @Test
  void the_measure_is_the_standards() {
    assertThat(contrast("#000000", "#ffffff")).isEqualTo(21.0);
    assertThat(contrast("#777", "#fff")).isBetween(4.47, 4.49);
  }

  private static Map<String, String> colours(String root) {
    Map<String, String> colours = new HashMap<>();
    Matcher colour = COLOUR.matcher(root);
    while (colour.find()) {
      colours.put(colour.group(1), colour.group(2));
    }
    return colours;
  }

  private static String colour(Map<String, String> colours, String name) {
    return colours.getOrDefault(name, "no colour " + name);
  }

  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    String digits = colour.substring(1);
    String six = digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits;
    return 0.2126 * linear(six, 0) + 0.7152 * linear(six, 2) + 0.0722 * linear(six, 4);
  }

  private static double linear(String six, int from) {
    double part = Integer.parseInt(six.substring(from, from + 2), 16) / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
