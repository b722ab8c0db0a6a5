package afterimage.capture.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes a mapping down.
final class MappingText {

  private static final int WIDTH = 100;

  private final StringBuilder out = new StringBuilder();

  @Override
  public String toString() {
    return out.toString();
  }

  void line(String line) {
    out.append(line).append('\n');
  }

  void raw(String text) {
    out.append(text);
  }

  void comment(String indent, String text) {
    if (text.isEmpty()) {
      return;
    }
    StringBuilder row = new StringBuilder(indent + "#");
    for (String word : text.replaceAll("[\\p{Cntrl}\\x{2028}\\x{2029}\\x{85}]+", " ").split(" ")) {
      if (row.length() + word.length() >= WIDTH && row.length() > indent.length() + 1) {
        line(row.toString());
        row = new StringBuilder(indent + "#");
      }
      row.append(' ').append(word);
    }
    line(row.toString());
  }

  void stream(Aggregate aggregate) {
    if (aggregate.isReference()) {
      comment("  ", "Reference data: others refer to it.");
    }
    line("  %s:".formatted(Cel.yaml(aggregate.stream())));
    line(
        "    %s: %s"
            .formatted(
                aggregate.isTable() ? "table" : "root",
                Cel.yaml(aggregate.root().id().toString())));
    line("    id: %s".formatted(Cel.yaml(aggregate.id())));
    if (!aggregate.members().isEmpty()) {
      line("    members:");
      aggregate
          .members()
          .forEach(
              (id, member) -> {
                String by = list(member.by());
                line(
                    "      %s: %s"
                        .formatted(
                            Cel.yaml(id.toString()),
                            member.isDirect()
                                ? by
                                : "{ of: %s, by: %s }"
                                    .formatted(Cel.yaml(member.of().toString()), by)));
              });
    }
  }

  private static String list(List<String> columns) {
    return columns.size() == 1
        ? Cel.yaml(columns.getFirst())
        : "[ %s ]".formatted(String.join(", ", columns.stream().map(Cel::yaml).toList()));
  }

  void event(String name, DraftEvent event, String stream) {
    comment("  ", event.comment());
    line("  %s:".formatted(Cel.yaml(name)));
    line("    stream: %s".formatted(Cel.yaml(stream)));
    line("    from:");
    line("      - %s: %s".formatted(event.operation(), Cel.yaml(event.table().toString())));
    if (!event.becomes().isEmpty()) {
      List<String> pairs = new ArrayList<>();
      event
          .becomes()
          .forEach(
              (column, value) -> pairs.add("%s: %s".formatted(Cel.yaml(column), literal(value))));
      line("        becomes: { %s }".formatted(String.join(", ", pairs)));
    }
    if (!event.when().isEmpty()) {
      line("        when: %s".formatted(Cel.yaml(event.when())));
    }
    if (!event.data().isEmpty()) {
      map("        ", "data", event.data());
    }
    DraftEvent.Restore restore = event.restore();
    if (restore != null) {
      line("    restore:");
      line("      %s:".formatted(Cel.yaml(event.table().toString())));
      map("        ", "key", restore.key());
      Map<String, String> set = restore.set();
      if (set == null) {
        line("        delete: true");
      } else if (!set.isEmpty()) {
        map("        ", "set", set);
      }
    }
  }

  private static String literal(String value) {
    return value.equals(Cel.NULL) ? "null" : Cel.yaml(value);
  }

  private void map(String indent, String key, Map<String, String> entries) {
    List<String> pairs = new ArrayList<>();
    entries.forEach(
        (name, value) -> pairs.add("%s: %s".formatted(Cel.yaml(name), Cel.yaml(value))));
    String flow = "%s%s: { %s }".formatted(indent, key, String.join(", ", pairs));
    if (flow.length() <= WIDTH) {
      line(flow);
    } else {
      line("%s%s:".formatted(indent, key));
      pairs.forEach(pair -> line(indent + "  " + pair));
    }
  }
}
