package afterimage.eventsourced.rest;

import afterimage.store.Provenance;
import afterimage.store.RecordedEvent;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A page of a stream as JSON.
///
/// @param version of the stream's last event, whether it is on this page or not
@Schema(name = "EventStreamPage")
public record StreamBody(String stream, long version, List<Event> events) {

  @Schema(name = "RecordedEvent")
  @JsonInclude(Include.NON_NULL)
  public record Event(
      long version,
      long position,
      UUID id,
      String type,
      int schemaVersion,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode data,
      Instant recordedAt,
      Instant happenedAt,
      @Nullable String actor,
      @Nullable String reason,
      @Nullable String commandId,
      @Nullable String causationId,
      @Nullable Origin provenance) {

    static Event of(RecordedEvent event) {
      Provenance provenance = event.metadata().provenance();
      return new Event(
          event.version(),
          event.position(),
          event.id(),
          event.type(),
          event.schemaVersion(),
          event.data().tree(),
          event.recordedAt(),
          event.happenedAt(),
          event.metadata().actor(),
          event.metadata().reason(),
          event.metadata().commandId(),
          event.metadata().causationId(),
          provenance == null ? null : Origin.of(provenance));
    }
  }

  /// @param rivals absent if no pattern read the same change otherwise
  @Schema(name = "EventProvenance")
  public record Origin(
      @Schema(enumeration = {"stated", "exact", "inferred", "ambiguous"}) String certainty,
      String generation,
      String mapping,
      int mappingVersion,
      String pattern,
      long transaction,
      String commit,
      List<Integer> ordinals,
      @JsonInclude(Include.NON_EMPTY) List<String> rivals) {

    static Origin of(Provenance provenance) {
      return new Origin(
          Answers.text(provenance.certainty()),
          provenance.generation(),
          provenance.mapping(),
          provenance.mappingVersion(),
          provenance.pattern(),
          provenance.transaction(),
          provenance.commit().asString(),
          provenance.ordinals(),
          provenance.rivals());
    }
  }
}
