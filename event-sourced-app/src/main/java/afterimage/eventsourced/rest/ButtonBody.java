package afterimage.eventsourced.rest;

import afterimage.eventsourced.button.Button;
import afterimage.eventsourced.handling.Folded;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A button as JSON.
///
/// @param certainty of the weakest event behind it; absent unless events were derived
@Schema(name = "EventSourcedButton")
record ButtonBody(
    String id,
    @Schema(enumeration = {"on", "off"}) String state,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(enumeration = {"stated", "exact", "inferred", "ambiguous"})
        @Nullable String certainty) {

  static ButtonBody of(Folded<Button> folded) {
    return new ButtonBody(folded.state().id(), folded.state().state(), Answers.certainty(folded));
  }
}
