package afterimage.eventsourced.rest;

import afterimage.eventsourced.asking.Otherwise;
import afterimage.store.Json;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What is to be otherwise, one thing: an event that had not happened, had been another, or had
/// come
/// before another. Versions are those that the events really have.
@Schema(name = "Otherwise")
record OtherwiseBody(
    @Min(1) @Nullable Long without,
    @Valid @Nullable InsteadBody instead,
    @Valid @Nullable MoveBody move) {

  /// @param type such as `ItemAdded`
  @Schema(name = "OtherwiseInstead")
  record InsteadBody(
      @NotNull @Min(1) Long version,
      @NotNull @Size(min = 1, max = 200) String type,
      @NotNull @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode data) {}

  @Schema(name = "OtherwiseMove")
  record MoveBody(@NotNull @Min(1) Long version, @NotNull @Min(1) Long before) {}

  /// @throws io.quarkiverse.resteasy.problem.HttpProblem if it is not exactly one thing
  Otherwise otherwise() {
    List<Otherwise> things = new ArrayList<>();
    if (without != null) {
      things.add(new Otherwise.Without(without));
    }
    if (instead != null) {
      things.add(new Otherwise.Instead(instead.version(), instead.type(), Json.of(instead.data())));
    }
    if (move != null) {
      things.add(new Otherwise.Moved(move.version(), move.before()));
    }
    if (things.size() != 1) {
      throw Problems.badRequest("The body must have exactly one of without, instead, move.");
    }
    return things.getFirst();
  }
}
