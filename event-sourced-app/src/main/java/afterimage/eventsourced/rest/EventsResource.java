package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.store.EventFilter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// The events of all streams over HTTP.
@Path("/events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "streams", description = "The events themselves, and all that can be asked of them")
class EventsResource {

  private final Shops shops;

  EventsResource(Shops shops) {
    this.shops = shops;
  }

  @GET
  @Operation(operationId = "events", summary = "Read the events of all streams, page by page")
  @APIResponse(
      responseCode = "200",
      description = "Events in the order in which they were recorded; Link names the next page",
      content =
          @Content(
              schema = @Schema(implementation = EventsBody.class),
              examples = @ExampleObject(name = "events", value = Docs.EVENTS)))
  public RestResponse<EventsBody> read(
      @QueryParam("after")
          @DefaultValue("0")
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(description = "The position after which the page begins", example = "0")
          String after,
      @QueryParam("limit")
          @DefaultValue("100")
          @Pattern(regexp = Limits.THOUSAND, message = Limits.THOUSAND_MESSAGE)
          @Parameter(description = "How many events at most, from 1 to 1000", example = "100")
          String limit,
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
      @Context UriInfo uri) {
    EventFilter filter =
        new EventFilter(type == null ? Set.of() : Set.of(type), Optional.ofNullable(prefix));
    EventsBody page =
        Problems.translated(
            () ->
                EventsBody.of(
                    shops
                        .shop(store)
                        .store()
                        .readAll(Long.parseLong(after), filter, Integer.parseInt(limit))));
    var answer = ResponseBuilder.ok(page);
    if (!page.last()) {
      answer.header(HttpHeaders.LINK, Links.next(uri, page.end()));
    }
    return answer.build();
  }
}
