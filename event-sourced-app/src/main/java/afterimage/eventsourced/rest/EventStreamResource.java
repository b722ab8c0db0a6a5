package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// Streams over HTTP, event by event, as they stand in a store.
@Path("/streams/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "streams", description = "The events themselves, and all that can be asked of them")
class EventStreamResource {

  private final Shops shops;

  EventStreamResource(Shops shops) {
    this.shops = shops;
  }

  @GET
  @Operation(operationId = "stream", summary = "Read a stream, page by page")
  @APIResponse(
      responseCode = "200",
      description = "Events of the stream, in order",
      headers =
          @Header(
              name = "Link",
              description = "The next page, if there is more",
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(implementation = StreamBody.class),
              examples = @ExampleObject(name = "stream", value = Docs.STREAM)))
  public RestResponse<StreamBody> read(
      @PathParam("id")
          @Pattern(regexp = Limits.STREAM, message = Limits.STREAM_MESSAGE)
          @Parameter(example = "cart-101")
          String id,
      @QueryParam("after")
          @DefaultValue("0")
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(description = "The version after which the page begins", example = "0")
          String after,
      @QueryParam("limit")
          @DefaultValue("100")
          @Pattern(regexp = Limits.THOUSAND, message = Limits.THOUSAND_MESSAGE)
          @Parameter(description = "How many events at most, from 1 to 1000", example = "100")
          String limit,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context UriInfo uri) {
    StreamBody page =
        Problems.translated(
            () ->
                StreamPages.page(
                    shops.shop(store).store(),
                    store,
                    id,
                    Long.parseLong(after),
                    Integer.parseInt(limit)));
    var answer = ResponseBuilder.ok(page);
    if (!page.events().isEmpty() && page.events().getLast().version() < page.version()) {
      answer.header(HttpHeaders.LINK, Links.next(uri, page.events().getLast().version()));
    }
    return answer.build();
  }
}
