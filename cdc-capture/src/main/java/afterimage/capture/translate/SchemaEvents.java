package afterimage.capture.translate;

import afterimage.capture.change.Position;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.SchemaChange;
import afterimage.store.Certainty;
import afterimage.store.EventIds;
import afterimage.store.Provenance;
import afterimage.store.StreamId;
import java.time.Instant;
import java.util.List;

/// Tells of rows that were altered without row changes, as an event of the table's own.
public final class SchemaEvents {

  /// What such an event is called, whatever the mapping.
  public static final String COLUMNS_ADDED = "ColumnsAdded";

  private SchemaEvents() {}

  /// The stream of the events of a table's schema.
  public static StreamId stream(TableId table) {
    return StreamId.of("schema-" + table);
  }

  /// @param mapping the one that reads the table
  /// @param seen the commit of the transaction before which it was seen
  /// @param at when that was committed
  public static DerivedEvent event(
      SchemaChange.ColumnsAdded change,
      String generation,
      Mapping mapping,
      long transaction,
      Position seen,
      Instant at) {
    String origin = "%s|%s|%s".formatted(seen, change.table().id(), COLUMNS_ADDED);
    return new DerivedEvent(
        EventIds.named(generation + "|" + origin + "|" + change.columns().keySet()),
        stream(change.table().id()),
        COLUMNS_ADDED,
        change.data(),
        at,
        seen,
        Statement.NONE,
        new Provenance(
            Certainty.EXACT,
            generation,
            mapping.name(),
            mapping.version(),
            "schema of " + change.table().id(),
            transaction,
            seen.commit(),
            List.of(),
            List.of()));
  }
}
