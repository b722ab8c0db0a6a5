package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.store.EventFilter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The events of all streams as they come.
@Path("/events/live")
@RunOnVirtualThread
@Tag(name = "streams", description = "The events themselves, and all that can be asked of them")
class LiveEventsResource {

  private final Shops shops;
  private final LiveEvents live;

  LiveEventsResource(Shops shops, LiveEvents live) {
    this.shops = shops;
    this.live = live;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "liveEvents",
      summary = "Follow the events of all streams as they come, as server-sent events",
      description =
          "Each event's id is its position, and its data is what GET /events says of it. Without"
              + " Last-Event-ID and after it begins with what comes from now on; after=0 begins with"
              + " the first event. Now and then an id comes without data, as a sign of life.")
  @APIResponse(
      responseCode = "200",
      description = "Events in the order in which they were recorded, until you leave",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = EventsBody.OfStream.class),
              examples = @ExampleObject(name = "live", value = Docs.LIVE)))
  public void follow(
      @QueryParam("after")
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(description = "The position after which it begins", example = "0")
          @Nullable String after,
      @QueryParam("type")
          @Pattern(regexp = Limits.STREAM, message = Limits.STREAM_MESSAGE)
          @Parameter(description = "Only events of this type", example = "ItemAdded")
          @Nullable String type,
      @QueryParam("streams")
          @Pattern(regexp = Limits.STREAM, message = Limits.STREAM_MESSAGE)
          @Parameter(description = "Only streams whose names begin so", example = "cart-")
          @Nullable String prefix,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(
              description =
                  "The id that came last, if you were cut off; counts for more than after",
              example = "12")
          @Nullable String last,
      @Context SseEventSink sink,
      @Context Sse sse) {
    EventFilter filter =
        new EventFilter(type == null ? Set.of() : Set.of(type), Optional.ofNullable(prefix));
    String begin = last == null ? after : last;
    Problems.translated(
        () -> {
          Shops.Over over = shops.at(store);
          live.follow(
              over,
              filter,
              begin == null ? over.named().store().readablePosition() : Long.parseLong(begin),
              sink,
              sse);
          return sink;
        });
  }
}
