package afterimage.eventsourced.rest;

import afterimage.store.EventPage;
import afterimage.store.RecordedEvent;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A page of the events of all streams as JSON, in the order of their positions. It may be empty
/// though there are more to come.
///
/// @param end the position after which the next page begins
/// @param last whether nothing more could be read
@Schema(name = "EventsPage")
public record EventsBody(long end, boolean last, List<OfStream> events) {

  @Schema(name = "EventOfStream")
  public record OfStream(String stream, @JsonUnwrapped StreamBody.Event event) {
    static OfStream of(RecordedEvent event) {
      return new OfStream(event.stream().value(), StreamBody.Event.of(event));
    }
  }

  public static EventsBody of(EventPage page) {
    return new EventsBody(
        page.end(), page.last(), page.events().stream().map(OfStream::of).toList());
  }
}
