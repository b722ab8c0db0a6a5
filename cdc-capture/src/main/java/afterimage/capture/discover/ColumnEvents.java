package afterimage.capture.discover;

import afterimage.capture.catalog.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The events of updates. Each column that is carried has events of its own, so that no two of them
/// ever claim the same; what has no name of its own is in one that says so.
final class ColumnEvents {

  /// So many columns an expression can name and still be read.
  private static final int MOST_COLUMNS = 40;

  private static final int MOST_LABELS = 20;

  private final Place place;
  private final Map<String, List<String>> labels;
  private final Map<String, String> references;
  private final List<Transition> transitions = new ArrayList<>();
  private final List<DraftEvent> events = new ArrayList<>();
  private final Set<String> done = new HashSet<>();

  /// A value that a column takes, as an event; moments that go with it are told by it.
  private record Transition(
      String column,
      String label,
      String literal,
      List<String> names,
      String verb,
      String comment,
      List<Column> moments) {}

  /// @param labels what a text column may hold
  /// @param references what the rows are called that a column refers to
  ColumnEvents(Place place, Map<String, List<String>> labels, Map<String, String> references) {
    this.place = place;
    this.labels = labels;
    this.references = references;
  }

  List<DraftEvent> all() {
    if (place.table().key().isEmpty()) {
      return List.of(keyless());
    }
    place.key().forEach(done::add);
    done.addAll(place.ofStream().keySet());
    List<Column> columns = place.carried().stream().filter(c -> !done.contains(c.name())).toList();
    columns.forEach(this::states);
    columns.forEach(this::moments);
    transitions.forEach(this::add);
    columns.forEach(this::others);
    rest(columns);
    keyChange();
    return events;
  }

  private void states(Column column) {
    List<String> values =
        column.labels().isEmpty() || column.element() != null
            ? labels.getOrDefault(column.name(), List.of())
            : column.labels();
    if (column.sort() == Column.Sort.BOOLEAN) {
      done.add(column.name());
      flag(column);
    } else if (column.sort() == Column.Sort.TEXT
        && !column.type().equals("bpchar")
        && !values.isEmpty()
        && values.size() <= MOST_LABELS) {
      done.add(column.name());
      values.stream()
          .filter(value -> !value.isBlank())
          .distinct()
          .forEach(value -> state(column, value));
      // A new label, or a value that the check or the statistics did not name.
      String known = "[%s]".formatted(String.join(", ", values.stream().map(Cel::text).toList()));
      String after = Cel.field("after", column.name());
      change(
          column,
          column.nullable()
              ? "%s in changed && (%s == null || !(%s in %s))"
                  .formatted(Cel.text(column.name()), after, after, known)
              : "%s in changed && !(%s in %s)".formatted(Cel.text(column.name()), after, known),
          "Any other value.");
    }
  }

  private void state(Column column, String value) {
    List<String> words = Names.words(value);
    String verb = Names.happened(words).orElse("");
    String name = Names.pascal(words).isEmpty() ? "Other" : Names.pascal(words);
    String part = Vocabulary.isState(column) ? "" : Names.pascal(Names.words(column.name()));
    List<String> names = new ArrayList<>();
    if (!verb.isEmpty()) {
      names.add(place.entity() + verb);
    }
    names.add("%s%sBecame%s".formatted(place.entity(), part, name));
    names.add(
        "%s%sBecame%s".formatted(place.entity(), Names.pascal(Names.words(column.name())), name));
    transitions.add(
        new Transition(column.name(), value, Cel.text(value), names, verb, "", new ArrayList<>()));
  }

  private void flag(Column column) {
    List<String> words = Names.withoutFirst(Names.words(column.name()), Vocabulary.PREFIXES);
    String verb = Names.becoming(words).orElse("");
    String name = Names.pascal(words);
    List<String> on = verb.isEmpty() ? List.of() : List.of(place.entity() + verb);
    List<String> off = verb.isEmpty() ? List.of() : List.of(place.entity() + Names.undone(verb));
    String soft = isSoftDelete(words) ? "A soft delete: the row stays." : "";
    transitions.add(transition(column, "true", on, name + "SwitchedOn", verb, soft));
    transitions.add(transition(column, "false", off, name + "SwitchedOff", "", ""));
    if (column.nullable()) {
      transitions.add(transition(column, Cel.NULL, List.of(), name + "Cleared", "", ""));
    }
  }

  private Transition transition(
      Column column, String value, List<String> first, String last, String verb, String comment) {
    List<String> names = new ArrayList<>(first);
    names.add(place.entity() + last);
    return new Transition(
        column.name(),
        value,
        value.equals(Cel.NULL) ? "null" : value,
        names,
        verb,
        comment,
        new ArrayList<>());
  }

  private static boolean isSoftDelete(List<String> words) {
    return !words.isEmpty() && Set.of("deleted", "removed", "archived").contains(words.getFirst());
  }

  private void moments(Column column) {
    if (!Vocabulary.isMoment(column) || !column.nullable() || Vocabulary.isBookkeeping(column)) {
      return;
    }
    done.add(column.name());
    List<String> words =
        Names.withoutFirst(
            Names.withoutLast(Names.words(column.name()), Vocabulary.MOMENTS), Vocabulary.PREFIXES);
    Optional<String> verb = Names.happened(words);
    String is = Cel.field("after", column.name());
    String was = Cel.field("before", column.name());
    Optional<Transition> same =
        transitions.stream().filter(t -> verb.isPresent() && t.verb.equals(verb.get())).findFirst();
    if (same.isPresent()) {
      same.get().moments.add(column);
      String of = same.get().column;
      String literal = same.get().literal;
      change(
          column,
          "%s in changed && !(%s != %s && %s == %s)"
              .formatted(
                  Cel.text(column.name()),
                  Cel.field("before", of),
                  literal,
                  Cel.field("after", of),
                  literal),
          "");
      return;
    }
    List<String> set = new ArrayList<>();
    List<String> cleared = new ArrayList<>();
    verb.ifPresent(happened -> set.add(place.entity() + happened));
    verb.ifPresent(happened -> cleared.add(place.entity() + Names.undone(happened)));
    set.add(name(column) + "Set");
    cleared.add(name(column) + "Cleared");
    events.add(
        update(set, Map.of(), "%s == null && %s != null".formatted(was, is), List.of(column))
            .saying(isSoftDelete(words) ? "A soft delete: the row stays." : ""));
    events.add(update(cleared, Map.of(column.name(), Cel.NULL), "", List.of()));
    change(column, "%s != null && %s != null && %s != %s".formatted(was, is, was, is), "");
  }

  private void add(Transition transition) {
    events.add(
        update(
                transition.names,
                Map.of(transition.column, transition.label),
                "",
                transition.moments)
            .saying(transition.comment));
  }

  private void others(Column column) {
    if (done.contains(column.name())) {
      return;
    }
    String changed = Cel.text(column.name()) + " in changed";
    String reference = references.get(column.name());
    if (Vocabulary.isBookkeeping(column)) {
      done.add(column.name());
      events.add(
          update(
                  List.of(
                      place.entity() + "Touched",
                      place.entity() + Names.pascal(Names.words(column.name())) + "Touched"),
                  Map.of(),
                  changed,
                  List.of(column))
              .of(
                  DraftEvent.Kind.BOOKKEEPING,
                  "Bookkeeping. To leave it out, delete this event and name the column under `ignore`."));
    } else if (reference != null) {
      done.add(column.name());
      change(column, changed, "");
    } else if (Vocabulary.isQuantity(column)) {
      done.add(column.name());
      quantity(column, "Increased", ">", "+");
      quantity(column, "Decreased", "<", "-");
    } else if (isName(column)) {
      done.add(column.name());
      events.add(
          update(
              List.of(place.entity() + "Renamed", name(column) + "Changed"),
              Map.of(),
              changed,
              List.of(column)));
    } else if (Vocabulary.isAttribute(column) || Vocabulary.isMoment(column)) {
      done.add(column.name());
      change(column, changed, "");
    }
  }

  private void quantity(Column column, String name, String compare, String restored) {
    String is = Cel.field("after", column.name());
    String was = Cel.field("before", column.name());
    Map<String, String> data = place.keyData("before");
    data.put(
        "by", compare.equals(">") ? "%s - %s".formatted(is, was) : "%s - %s".formatted(was, is));
    Map<String, String> set = new LinkedHashMap<>();
    set.put(column.name(), "%s %s event.by".formatted(Cel.field("row", column.name()), restored));
    events.add(
        DraftEvent.update(
                List.of(name(column) + name),
                place.table().id(),
                Map.of(),
                "%s %s %s".formatted(is, compare, was),
                data)
            .restoring(new DraftEvent.Restore(place.restoreKey(), set)));
  }

  /// An event that says which value a column has now.
  private void change(Column column, String when, String comment) {
    events.add(
        update(List.of(name(column) + "Changed"), Map.of(), when, List.of(column)).saying(comment));
  }

  /// `order_date` of an order is its OrderDate.
  private String name(Column column) {
    String own = Names.pascal(Names.words(column.name()));
    return own.startsWith(place.entity()) && own.length() > place.entity().length()
        ? own
        : place.entity() + own;
  }

  /// `name`, or `category_name` of a category.
  private boolean isName(Column column) {
    return Vocabulary.isName(column) || name(column).equals(place.entity() + "Name");
  }

  private void rest(List<Column> columns) {
    List<Column> left = columns.stream().filter(c -> !done.contains(c.name())).toList();
    for (int from = 0; from < left.size(); from += MOST_COLUMNS) {
      List<Column> some = left.subList(from, Math.min(left.size(), from + MOST_COLUMNS));
      String names = String.join(", ", some.stream().map(c -> Cel.text(c.name())).toList());
      events.add(
          update(
                  List.of(place.entity() + "RowChanged"),
                  Map.of(),
                  "changed.exists(c, c in [%s])".formatted(names),
                  some)
              .of(
                  DraftEvent.Kind.GENERIC,
                  "GENERIC: nothing here says what happened. Name what these columns tell."));
    }
  }

  /// The part of the key that the stream does not name. It comes last: what is done before it finds
  /// the row by its old key.
  private void keyChange() {
    List<String> own = place.key().stream().filter(column -> !place.isStream(column)).toList();
    if (own.isEmpty()) {
      return;
    }
    Map<String, String> data = new LinkedHashMap<>();
    Map<String, String> key = new LinkedHashMap<>(place.restoreKey());
    Map<String, String> set = new LinkedHashMap<>();
    Set<String> conditions = new LinkedHashSet<>();
    for (String column : own) {
      String was = "was_" + place.field(column);
      data.put(was, Cel.field("before", column));
      data.put(place.field(column), Cel.field("after", column));
      key.put(column, Cel.field("event", was));
      set.put(column, Cel.field("event", place.field(column)));
      conditions.add("%s != %s".formatted(Cel.field("before", column), Cel.field("after", column)));
    }
    String name = own.size() == 1 ? Names.pascal(Names.words(own.getFirst())) : "Key";
    events.add(
        DraftEvent.update(
                List.of(place.entity() + name + "Changed", place.entity() + "KeyChanged"),
                place.table().id(),
                Map.of(),
                String.join(" || ", conditions),
                data)
            .saying("The primary key itself changes.")
            .restoring(new DraftEvent.Restore(key, set)));
  }

  /// Without a key a row is told by all that it says.
  private DraftEvent keyless() {
    Map<String, String> data = new LinkedHashMap<>();
    Map<String, String> key = new LinkedHashMap<>();
    Map<String, String> set = new LinkedHashMap<>();
    for (String column : place.fields().keySet()) {
      if (place.isStream(column)) {
        key.put(column, place.source(column));
      } else {
        String was = "was_" + place.field(column);
        data.put(was, Cel.field("before", column));
        data.put(place.field(column), Cel.field("after", column));
        key.put(column, Cel.field("event", was));
        set.put(column, Cel.field("event", place.field(column)));
      }
    }
    return DraftEvent.update(
            List.of(place.entity() + "RowChanged"),
            place.table().id(),
            Map.of(),
            "size(changed) > 0",
            data)
        .of(DraftEvent.Kind.GENERIC, "GENERIC: a row without a key, told by all that it said.")
        .restoring(new DraftEvent.Restore(key, set));
  }

  private DraftEvent update(
      List<String> names, Map<String, String> becomes, String when, List<Column> columns) {
    Map<String, String> data = place.keyData("before");
    columns.forEach(c -> data.put(place.field(c.name()), Cel.field("after", c.name())));
    return DraftEvent.update(names, place.table().id(), becomes, when, data);
  }
}
