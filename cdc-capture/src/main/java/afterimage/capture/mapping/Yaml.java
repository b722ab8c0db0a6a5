package afterimage.capture.mapping;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/// A YAML file as nodes that know their place, and the problems found in it so far.
final class Yaml {

  /// In characters.
  static final int LONGEST_FILE = 500_000;

  /// In characters. The parser takes time that grows with the square of a line.
  private static final int LONGEST_LINE = 5_000;

  private final String file;
  private final List<String> lines;
  private final int[] text;
  private final List<Problem> problems = new ArrayList<>();

  Yaml(String file, String text) {
    this.file = file;
    boolean tooLong = text.length() > LONGEST_FILE;
    this.lines = tooLong ? List.of() : text.lines().toList();
    this.text = tooLong ? new int[0] : text.codePoints().toArray();
  }

  /// The file's root; empty, with a problem, if it is not YAML.
  Optional<Node> compose(String text) {
    if (text.length() > LONGEST_FILE) {
      problem(
          1,
          1,
          "the file has %d characters. At most %d are read".formatted(text.length(), LONGEST_FILE));
      return Optional.empty();
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).length() > LONGEST_LINE) {
        problem(
            i + 1,
            LONGEST_LINE + 1,
            "the line has %d characters. At most %d are read"
                .formatted(lines.get(i).length(), LONGEST_LINE));
      }
    }
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(20);
    try {
      if (refuseAliases(text, options)) {
        return Optional.empty();
      }
      Node root = new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(text));
      if (root == null) {
        problem(1, 1, "the file is empty. Expected a mapping: mapping, version, streams, events");
      }
      return Optional.ofNullable(root);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      problem(
          mark == null ? 1 : mark.getLine() + 1,
          mark == null ? 1 : mark.getColumn() + 1,
          "this is not YAML: " + e.getProblem());
    } catch (ReaderException e) {
      Spot place = spot(e.getPosition());
      problem(
          place.line,
          place.column,
          "this is not YAML: the character U+%04X is not allowed".formatted(e.getCodePoint()));
    } catch (YAMLException e) {
      problem(1, 1, "this is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  /// What an alias repeats has its place elsewhere, and a few of them can blow a file up.
  private boolean refuseAliases(String text, LoaderOptions options) {
    for (Event event : new org.yaml.snakeyaml.Yaml(options).parse(new StringReader(text))) {
      if (event instanceof AliasEvent alias) {
        Mark mark = alias.getStartMark();
        problem(
            mark.getLine() + 1,
            mark.getColumn() + 1,
            "*%s is an alias. Write out what it stands for".formatted(alias.getAnchor()));
      }
    }
    return !problems.isEmpty();
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  void problem(Node node, String message) {
    Mark start = node.getStartMark();
    problem(start.getLine() + 1, start.getColumn() + 1, message);
  }

  /// @param offset where in the node's text, in code points from 0
  void problem(Node node, int offset, String message) {
    if (node instanceof ScalarNode scalar) {
      Spot place = spot(ScalarText.index(scalar, offset, text));
      problem(place.line, place.column, message);
    } else {
      problem(node, message);
    }
  }

  Place place(Node node) {
    Mark start = node.getStartMark();
    return new Place(
        file, start.getLine() + 1, start.getColumn() + 1, excerpt(start.getLine() + 1));
  }

  private Spot spot(int index) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(index, text.length); i++) {
      boolean end = text[i] == '\n' || (text[i] == '\r' && !(at(i + 1) == '\n'));
      line += end ? 1 : 0;
      column = end ? 1 : column + 1;
    }
    return new Spot(line, column);
  }

  private int at(int index) {
    return index < text.length ? text[index] : -1;
  }

  private void problem(int line, int column, String message) {
    problems.add(new Problem(file, line, column, message, excerpt(line)));
  }

  private String excerpt(int line) {
    String excerpt = line <= lines.size() ? lines.get(line - 1) : "";
    return excerpt.length() > 200 ? "" : excerpt;
  }

  /// Instead of all that was found so far.
  void only(Node node, String message) {
    problems.clear();
    problem(node, message);
  }

  /// @throws MappingProblems if there are any
  void finish() {
    if (!problems.isEmpty()) {
      throw new MappingProblems(problems);
    }
  }

  /// The entries of a map in their order, by key; unknown keys are a problem.
  ///
  /// @param known the keys that may be there; null if any may
  Map<String, Entry> map(Node node, String what, @Nullable Set<String> known) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode map)) {
      problem(node, "%s is %s. Expected a map".formatted(what, kind(node)));
      return entries;
    }
    for (NodeTuple tuple : map.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problem(tuple.getKeyNode(), "a key of %s is not plain text".formatted(what));
      } else if (entries.containsKey(key.getValue())) {
        problem(key, "%s is there twice in %s".formatted(key.getValue(), what));
      } else if (known != null && !known.contains(key.getValue())) {
        problem(
            key,
            "%s has no %s; it has %s.%s"
                .formatted(
                    what,
                    key.getValue(),
                    String.join(", ", known),
                    suggestion(key.getValue(), known)));
      } else {
        entries.put(key.getValue(), new Entry(key, tuple.getValueNode()));
      }
    }
    return entries;
  }

  List<Node> list(Node node, String what) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problem(node, "%s is %s. Expected a list".formatted(what, kind(node)));
    return List.of();
  }

  Optional<String> text(Node node, String what) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    problem(node, "%s is %s. Expected text".formatted(what, kind(node)));
    return Optional.empty();
  }

  static String suggestion(String misspelt, Iterable<String> known) {
    String nearest = null;
    int distance = Math.max(2, misspelt.length() / 2) + 1;
    for (String candidate : known) {
      int d = LevenshteinDistance.getDefaultInstance().apply(misspelt, candidate);
      // `qty` is far from `quantity` by letters, and yet it is what was meant.
      boolean abbreviates = abbreviates(misspelt, candidate);
      if (d < distance || (nearest == null && abbreviates)) {
        distance = Math.min(d, distance);
        nearest = candidate;
      }
    }
    return nearest == null ? "" : " Did you mean %s?".formatted(nearest);
  }

  private static boolean abbreviates(String shorter, String longer) {
    int at = 0;
    for (int i = 0; i < longer.length() && at < shorter.length(); i++) {
      if (longer.charAt(i) == shorter.charAt(at)) {
        at++;
      }
    }
    return shorter.length() >= 2 && at == shorter.length() && shorter.charAt(0) == longer.charAt(0);
  }

  private static String kind(Node node) {
    return switch (node) {
      case ScalarNode scalar when scalar.getValue().isBlank() -> "empty";
      case ScalarNode scalar -> "`" + scalar.getValue() + "`";
      case SequenceNode _ -> "a list";
      case MappingNode _ -> "a map";
      default -> "something else";
    };
  }

  private record Spot(int line, int column) {}

  record Entry(ScalarNode key, Node value) {}
}
