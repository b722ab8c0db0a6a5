package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.eventsourced.button.ButtonCommand;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
      content =
          @Content(
              schema = @Schema(implementation = ButtonBody.class),
              examples = @ExampleObject(name = "button", value = Docs.BUTTON)))
  public RestResponse<ButtonBody> show(
      @PathParam("button")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "lamp")
          String button,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @QueryParam("atLeast")
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(description = Docs.AT_LEAST, example = "12")
          @Nullable String atLeast,
      @QueryParam("version")
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(description = Docs.VERSION, example = "3")
          @Nullable String version,
      @QueryParam("asOf") @Parameter(description = Docs.AS_OF, example = "2026-11-01T12:00:00Z")
          @Nullable String asOf) {
    AsOf when = When.of(version, asOf);
    return Answers.button(
        () -> {
          Shops.Over over = shops.at(store);
          AtLeast.readable(over, atLeast);
          return over.shop().buttons().find(button, when);
        });
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "setButton", summary = "Say what a button shall be, whatever it is")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = SetBody.class),
              examples = @ExampleObject(name = "on", value = Docs.SET)))
  @APIResponse(
      responseCode = "200",
      description = "The button",
      content =
          @Content(
              schema = @Schema(implementation = ButtonBody.class),
              examples = @ExampleObject(name = "button", value = Docs.BUTTON)))
  public RestResponse<ButtonBody> set(
      @PathParam("button")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "lamp")
          String button,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers,
      @NotNull @Valid SetBody set) {
    return change(button, store, headers, set.command());
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
      content =
          @Content(
              schema = @Schema(implementation = ButtonBody.class),
              examples = @ExampleObject(name = "button", value = Docs.BUTTON)))
  public RestResponse<ButtonBody> press(
      @PathParam("button")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "lamp")
          String button,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers,
      @Valid @Nullable PressesBody presses) {
    return change(button, store, headers, PressesBody.command(presses));
  }

  private RestResponse<ButtonBody> change(
      String button, String store, HttpHeaders headers, ButtonCommand command) {
    Request request = CommandHeaders.request(headers);
    return Answers.button(() -> shops.shop(store).buttons().handle(button, command, request));
  }

  @ServerExceptionMapper
  Response unread(MismatchedInputException mismatch, UriInfo uri) {
    return Problems.unread(mismatch, uri);
  }
}
