package afterimage.capture.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// English, as far as tables and columns are named in it.
final class Names {

  private static final Map<String, String> SINGULARS =
      Map.of(
          "people",
          "person",
          "children",
          "child",
          "men",
          "man",
          "women",
          "woman",
          "data",
          "data",
          "news",
          "news",
          "series",
          "series");

  private static final Set<String> PARTICIPLES =
      Set.of(
          "paid",
          "sent",
          "sold",
          "bought",
          "lost",
          "found",
          "made",
          "done",
          "given",
          "taken",
          "begun",
          "written",
          "left",
          "held",
          "kept",
          "met",
          "won",
          "withdrawn",
          "drawn",
          "seen",
          "shown",
          "known",
          "born",
          "built",
          "hidden",
          "frozen",
          "broken",
          "stolen",
          "chosen",
          "driven",
          "overridden",
          "forgotten",
          "understood",
          "brought",
          "taught",
          "thrown",
          "worn",
          "dealt",
          "spent",
          "lent",
          "repaid",
          "resold",
          "undone",
          "rebuilt");

  private static final Set<String> NO_PARTICIPLES =
      Set.of(
          "need", "seed", "feed", "speed", "breed", "weed", "deed", "red", "bed", "shed", "sled",
          "id");

  private Names() {}

  /// `order_lines`, `orderLines` and `Order lines` are order, line.
  static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int before = ' ';
    for (int c : name.codePoints().toArray()) {
      boolean begins = Character.isUpperCase(c) && Character.isLowerCase(before);
      if ((begins || !Character.isLetterOrDigit(c)) && !word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
      if (Character.isLetterOrDigit(c)) {
        word.appendCodePoint(Character.toLowerCase(c));
      }
      before = c;
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  static List<String> singular(List<String> words) {
    if (words.isEmpty()) {
      return words;
    }
    List<String> all = new ArrayList<>(words);
    all.set(all.size() - 1, singular(words.getLast()));
    return all;
  }

  private static String singular(String word) {
    String known = SINGULARS.get(word);
    if (known != null) {
      return known;
    }
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.matches(".*(ss|x|ch|sh|z|us)es")) {
      return word.substring(0, word.length() - 2);
    }
    return word.endsWith("s") && !word.matches(".*(ss|us|is)") && word.length() > 2
        ? word.substring(0, word.length() - 1)
        : word;
  }

  static boolean isPlural(String word) {
    return !singular(word).equals(word);
  }

  static String pascal(List<String> words) {
    StringBuilder name = new StringBuilder();
    for (String word : words) {
      int end = word.offsetByCodePoints(0, 1);
      name.append(word.substring(0, end).toUpperCase(Locale.ROOT)).append(word.substring(end));
    }
    return name.toString();
  }

  static String camel(List<String> words) {
    String pascal = pascal(words);
    if (pascal.isEmpty()) {
      return pascal;
    }
    int end = pascal.offsetByCodePoints(0, 1);
    return pascal.substring(0, end).toLowerCase(Locale.ROOT) + pascal.substring(end);
  }

  static String snake(List<String> words) {
    return String.join("_", words).replaceAll("[^a-z0-9_]", "");
  }

  /// What happened, if the words begin with a past participle: `checked_out` is `CheckedOut`.
  static Optional<String> happened(List<String> words) {
    return !words.isEmpty() && isParticiple(words.getFirst())
        ? Optional.of(pascal(words))
        : Optional.empty();
  }

  static boolean isParticiple(String word) {
    return PARTICIPLES.contains(word)
        || (word.endsWith("ed") && word.length() > 3 && !NO_PARTICIPLES.contains(word));
  }

  /// The opposite of what happened.
  static String undone(String happened) {
    return switch (happened) {
      case "Closed", "Resolved", "Done", "Completed", "Finished" -> "Reopened";
      case "Locked" -> "Unlocked";
      case "Deleted", "Removed" -> "Restored";
      case "Archived" -> "Unarchived";
      case "Published" -> "Unpublished";
      case "Hidden" -> "Shown";
      case "Blocked" -> "Unblocked";
      case "Suspended" -> "Reinstated";
      case "Enabled", "Activated" -> happened.equals("Enabled") ? "Disabled" : "Deactivated";
      case "Disabled" -> "Enabled";
      default -> happened + "Undone";
    };
  }

  /// Adjectives that are said of a row, as what happens when they become true.
  static Optional<String> becoming(List<String> words) {
    return switch (String.join(" ", words)) {
      case "active" -> Optional.of("Activated");
      case "visible" -> Optional.of("Shown");
      case "open" -> Optional.of("Opened");
      case "valid" -> Optional.of("Validated");
      case "public" -> Optional.of("Published");
      case "available" -> Optional.of("MadeAvailable");
      default -> happened(words);
    };
  }

  static List<String> withoutFirst(List<String> words, Set<String> first) {
    return words.size() > 1 && first.contains(words.getFirst())
        ? words.subList(1, words.size())
        : words;
  }

  static List<String> withoutLast(List<String> words, Set<String> last) {
    return words.size() > 1 && last.contains(words.getLast())
        ? words.subList(0, words.size() - 1)
        : words;
  }
}
