package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
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

/// Which streams there are.
@Path("/streams")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "streams", description = "The events themselves, and all that can be asked of them")
class StreamsResource {

  private final Shops shops;

  StreamsResource(Shops shops) {
    this.shops = shops;
  }

  @GET
  @Operation(operationId = "streams", summary = "List the streams of a store by name, page by page")
  @APIResponse(
      responseCode = "200",
      description = "The streams, and where each has come to",
      headers =
          @Header(
              name = "Link",
              description = "The next page, if there may be more",
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(implementation = StreamsBody.class),
              examples = @ExampleObject(name = "streams", value = Docs.STREAMS)))
  public RestResponse<StreamsBody> list(
      @QueryParam("after")
          @DefaultValue("")
          @Pattern(regexp = Limits.KEY, message = Limits.KEY_MESSAGE)
          @Parameter(description = "The name after which the page begins", example = "button-lamp")
          String after,
      @QueryParam("limit")
          @DefaultValue("100")
          @Pattern(regexp = Limits.THOUSAND, message = Limits.THOUSAND_MESSAGE)
          @Parameter(description = "How many streams at most, from 1 to 1000", example = "100")
          String limit,
      @QueryParam("streams")
          @DefaultValue("")
          @Pattern(regexp = Limits.KEY, message = Limits.KEY_MESSAGE)
          @Parameter(description = "Only streams whose names begin so", example = "cart-")
          String prefix,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context UriInfo uri) {
    int most = Integer.parseInt(limit);
    StreamsBody page =
        Problems.translated(
            () -> StreamsBody.of(shops.shop(store).store().streams(after, prefix, most)));
    var answer = ResponseBuilder.ok(page);
    if (page.streams().size() == most) {
      answer.header(HttpHeaders.LINK, Links.next(uri, page.streams().getLast().stream()));
    }
    return answer.build();
  }
}
