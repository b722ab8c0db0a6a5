package afterimage.capture.mapping;

import afterimage.capture.catalog.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads off an event's patterns what it does to the rows of one table.
///
/// @param patterns those on this table
record InferredRestore(StreamType stream, Table table, List<Pattern> patterns) {

  /// @param key expressions by column
  /// @param set null to delete
  record Plan(Table table, Map<String, String> key, @Nullable Map<String, String> set) {}

  Optional<Plan> infer() {
    boolean deletes = patterns.stream().allMatch(p -> operation(p) == Operation.DELETE);
    boolean leaves = patterns.stream().allMatch(p -> operation(p).hasAfter());
    Map<String, String> key = key();
    if (table.key().isEmpty() || !key.keySet().containsAll(table.key()) || !(deletes || leaves)) {
      return Optional.empty();
    }
    if (deletes) {
      return Optional.of(new Plan(table, key, null));
    }
    Map<String, String> set = new LinkedHashMap<>();
    for (String column : table.columnNames()) {
      if (!key.containsKey(column)) {
        field(column, "after").ifPresent(field -> set.put(column, field));
        literal(column).ifPresent(literal -> set.putIfAbsent(column, literal));
      }
    }
    boolean makes = patterns.stream().allMatch(p -> operation(p) != Operation.UPDATE);
    return set.isEmpty() && !makes ? Optional.empty() : Optional.of(new Plan(table, key, set));
  }

  private Map<String, String> key() {
    Map<String, String> key = new LinkedHashMap<>();
    List<String> streamColumns = stream.tables().getOrDefault(table.id(), List.of());
    for (String column : table.key()) {
      int place = streamColumns.indexOf(column);
      if (place >= 0 && place < stream.key().size()) {
        key.put(column, "stream[%s]".formatted(Literals.quoted(stream.key().get(place).name())));
      } else {
        field(column, "before").or(() -> field(column, "after")).ifPresent(f -> key.put(column, f));
      }
    }
    return key;
  }

  /// The field that has a column's value in every pattern.
  private Optional<String> field(String column, String side) {
    Set<String> common = null;
    for (Pattern pattern : patterns) {
      Set<String> fields = new TreeSet<>();
      pattern
          .data()
          .forEach(
              (field, value) -> {
                Expression.Field plain = value.plain();
                if (plain != null && plain.name().equals(column) && isSide(plain, side, pattern)) {
                  fields.add(field);
                }
              });
      if (common == null) {
        common = fields;
      } else {
        common.retainAll(fields);
      }
    }
    return common == null || common.isEmpty()
        ? Optional.empty()
        : Optional.of("event[%s]".formatted(Literals.quoted(common.iterator().next())));
  }

  /// A key is the same before and after, unless a pattern says which it means.
  private static boolean isSide(Expression.Field plain, String side, Pattern pattern) {
    return plain.variable().equals(side)
        || (side.equals("before")
            && operation(pattern) != Operation.UPDATE
            && plain.variable().equals("after"));
  }

  /// The literal that `becomes` gives a column in every pattern.
  private Optional<String> literal(String column) {
    Set<String> literals = new TreeSet<>();
    patterns.forEach(pattern -> literals.add(pattern.becomes().getOrDefault(column, "")));
    String only = literals.size() == 1 ? literals.iterator().next() : "";
    return only.isEmpty() ? Optional.empty() : Optional.of(only);
  }

  private static Operation operation(Pattern pattern) {
    return pattern.trigger() instanceof Trigger.OnChange(_, var operation)
        ? operation
        : Operation.TRUNCATE;
  }
}
