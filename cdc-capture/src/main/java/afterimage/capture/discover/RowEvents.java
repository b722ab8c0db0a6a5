package afterimage.capture.discover;

import afterimage.capture.catalog.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The events of rows that come, are found, and go.
final class RowEvents {

  private final Place place;
  private final List<String> linked;

  /// @param linked of a table that only joins two others: what a row of the other one is called,
  ///     and what one of this aggregate; otherwise empty
  RowEvents(Place place, List<String> linked) {
    this.place = place;
    this.linked = linked;
  }

  List<DraftEvent> all() {
    DraftEvent.Restore made = place.isPlain() ? null : place.made();
    DraftEvent.Restore gone =
        place.table().key().isEmpty() ? new DraftEvent.Restore(place.restoreKey(), null) : null;
    return List.of(
        draft(came(), "insert", comment(), place.rowData(), made),
        draft(
            List.of(place.entity() + "Found"),
            "found",
            "There when capture began; what happened before is not known.",
            place.rowData(),
            made),
        draft(went(), "delete", "", place.keyData("before"), gone));
  }

  private DraftEvent draft(
      List<String> names,
      String operation,
      String comment,
      Map<String, String> data,
      DraftEvent.@org.jspecify.annotations.Nullable Restore restore) {
    return new DraftEvent(
        names,
        DraftEvent.Kind.NAMED,
        comment,
        operation,
        place.table().id(),
        Map.of(),
        "",
        data,
        restore);
  }

  private String comment() {
    if (Vocabulary.isHistory(place.table().id().name())) {
      return "A history: its rows may only repeat what other events say. Then ignore them, with the reason.";
    }
    return linked.isEmpty() ? "" : "A join table.";
  }

  private List<String> came() {
    if (!linked.isEmpty()) {
      return List.of(
          "%sAddedTo%s".formatted(linked.getFirst(), linked.getLast()), place.entity() + "Added");
    }
    if (Vocabulary.isHistory(place.table().id().name()) || place.table().key().isEmpty()) {
      return List.of(place.entity() + "Recorded");
    }
    Optional<String> verb = place.carried().stream().flatMap(c -> verb(c).stream()).findFirst();
    return List.of(place.entity() + verb.orElse("Added"), place.entity() + "Added");
  }

  private List<String> went() {
    return linked.isEmpty()
        ? List.of(place.entity() + "Removed")
        : List.of(
            "%sRemovedFrom%s".formatted(linked.getFirst(), linked.getLast()),
            place.entity() + "Removed");
  }

  /// A moment that every row has from the start says how it came to be: `joined_on`.
  private Optional<String> verb(Column column) {
    List<String> words = Names.withoutLast(Names.words(column.name()), Vocabulary.MOMENTS);
    boolean tells =
        Vocabulary.isMoment(column)
            && !column.nullable()
            && !Vocabulary.isBookkeeping(column)
            && words.size() < Names.words(column.name()).size();
    return tells ? Names.happened(words).map(this::verb) : Optional.empty();
  }

  /// A loan is not loaned, and a reservation not reserved: both are made.
  private String verb(String happened) {
    String entity = place.entity();
    int same = 0;
    while (same < Math.min(entity.length(), happened.length())
        && entity.charAt(same) == happened.charAt(same)) {
      same++;
    }
    return same >= 4 ? "Made" : happened;
  }
}
