package afterimage.capture.translate;

import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.RowChange;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.OutboxTable;
import afterimage.store.Certainty;
import afterimage.store.EventIds;
import afterimage.store.Json;
import afterimage.store.Provenance;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A row of an outbox, which is an event that the application stated.
record OutboxRow(
    OutboxTable table, RowChange.Inserted change, ChangeSet changeSet, String generation) {

  /// @param event null if the row is none
  record Result(Reading reading, @Nullable DerivedEvent event) {}

  Result read(@Nullable Mapping mapping) {
    try {
      String type = text(table.type());
      Json payload = new Json(text(table.payload()));
      if (!payload.tree().isObject()) {
        throw new IllegalArgumentException("%s is no JSON object".formatted(table.payload()));
      }
      if (type.isBlank() || type.length() > 200) {
        throw new IllegalArgumentException("%s is no event's name".formatted(table.type()));
      }
      List<String> key = table.stream().columns().stream().map(this::text).toList();
      return new Result(
          new Reading.Explained(),
          new DerivedEvent(
              EventIds.named(generation + "|" + change.position() + "|" + type + "|1"),
              table.stream().stream(key),
              type,
              payload,
              changeSet.committedAt(),
              change.position(),
              statement(),
              provenance(Objects.requireNonNull(mapping))));
    } catch (IllegalArgumentException e) {
      return new Result(
          new Reading.Unexplained(Set.of(), "it is no event: " + e.getMessage()), null);
    }
  }

  private Statement statement() {
    return new Statement(
        optional(table.actor()), optional(table.reason()), optional(table.command()), null, null);
  }

  private @Nullable String optional(@Nullable String column) {
    return column != null && change.row().cells().get(column) instanceof Cell.Value(Object value)
        ? value.toString()
        : null;
  }

  private String text(String column) {
    if (change.row().cells().get(column) instanceof Cell.Value(Object value)) {
      return value.toString();
    }
    throw new IllegalArgumentException("%s is not known".formatted(column));
  }

  private Provenance provenance(Mapping mapping) {
    return new Provenance(
        Certainty.STATED,
        generation,
        mapping.name(),
        mapping.version(),
        "outbox " + table.table(),
        changeSet.transaction(),
        changeSet.commit(),
        List.of(change.position().ordinal()),
        List.of());
  }
}
