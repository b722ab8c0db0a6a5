package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.eventsourced.handling.ExpectedTag;
import afterimage.store.AsOf;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Buttons over HTTP.
@Path("/buttons/{button}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "buttons, event-sourced", description = "Buttons folded from their events")
@APIResponse(
    responseCode = "400",
    description = "The request is not what it should be",
    content =
        @Content(
            mediaType = Docs.PROBLEM_JSON,
            schema = @Schema(ref = "HttpProblem"),
            examples = @ExampleObject(name = "bad-request", value = Docs.BAD_REQUEST)))
class EventSourcedButtonResource {

  private final Shops shops;

  EventSourcedButtonResource(Shops shops) {
    this.shops = shops;
  }

  @GET
  @Operation(operationId = "button", summary = "Show a button, as it is or as it was")
  @APIResponse(
      responseCode = "200",
      description = "The button",
      headers =
          @Header(
              name = "ETag",
              description = Docs.ETAG,
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(implementation = ButtonBody.class),
              examples = @ExampleObject(name = "button", value = Docs.BUTTON)))
  @APIResponse(
      responseCode = "404",
      description = "There is no such button, or no such store",
      content =
          @Content(
              mediaType = Docs.PROBLEM_JSON,
              schema = @Schema(ref = "HttpProblem"),
              examples = {
                @ExampleObject(name = "button-unknown", value = Docs.BUTTON_UNKNOWN),
                @ExampleObject(name = "store-unknown", value = Docs.STORE_UNKNOWN)
              }))
  public RestResponse<ButtonBody> show(
      @PathParam("button")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "lamp")
          String button,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @QueryParam("version")
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(description = Docs.VERSION, example = "3")
          @Nullable String version,
      @QueryParam("asOf") @Parameter(description = Docs.AS_OF, example = "2026-11-01T12:00:00Z")
          @Nullable String asOf) {
    AsOf when = When.of(version, asOf);
    return Answers.button(() -> shops.shop(store).buttons().find(button, when));
  }

  @POST
  @Path("/presses")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "press", summary = "Press a button, once or several times at once")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = PressesBody.class),
              examples = @ExampleObject(name = "twice", value = Docs.PRESSES)))
  @APIResponse(
      responseCode = "200",
      description = "The button after it",
      headers =
          @Header(
              name = "ETag",
              description = Docs.ETAG,
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(implementation = ButtonBody.class),
              examples = @ExampleObject(name = "button", value = Docs.BUTTON)))
  @APIResponse(
      responseCode = "404",
      description = "There is no such store",
      content =
          @Content(
              mediaType = Docs.PROBLEM_JSON,
              schema = @Schema(ref = "HttpProblem"),
              examples = @ExampleObject(name = "store-unknown", value = Docs.STORE_UNKNOWN)))
  @APIResponse(
      responseCode = "412",
      description = "The button has another version",
      content =
          @Content(
              mediaType = Docs.PROBLEM_JSON,
              schema = @Schema(ref = "HttpProblem"),
              examples = @ExampleObject(name = "version-differs", value = Docs.VERSION_DIFFERS)))
  public RestResponse<ButtonBody> press(
      @PathParam("button")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "lamp")
          String button,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @HeaderParam("If-Match")
          @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Parameter(description = Docs.IF_MATCH, example = "\"7\"")
          @Nullable String ifMatch,
      @Valid @Nullable PressesBody presses) {
    ExpectedTag expected = IfMatch.expected(ifMatch);
    return Answers.button(
        () -> shops.shop(store).buttons().handle(button, PressesBody.command(presses), expected));
  }

  @ServerExceptionMapper
  Response unread(MismatchedInputException mismatch, UriInfo uri) {
    return Problems.unread(mismatch, uri);
  }
}
