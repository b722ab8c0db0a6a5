package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import afterimage.legacy.button.ButtonAnswer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Buttons, shown, pressed and set.
@Path("/legacy/buttons/{button}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Legacy buttons")
class ButtonResource {

  private final LegacyShop shop;

  ButtonResource(LegacyShop shop) {
    this.shop = shop;
  }

  @GET
  @Operation(operationId = "legacyButton", summary = "Shows a button")
  @APIResponse(
      responseCode = "200",
      description = "The button as it is now",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ButtonBody.class),
              examples = @ExampleObject(name = "button", value = Examples.BUTTON)))
  public RestResponse<ButtonBody> show(
      @PathParam("button")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(description = "The name of the button", example = "lamp")
          String button) {
    return Answers.of(
        shop.buttons()
            .find(button)
            .map(ButtonAnswer.Done::new)
            .orElseThrow(() -> Problems.buttonUnknown(button)));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "legacySetButton",
      summary = "Says what a button shall be, whatever it is")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = SetBody.class),
              examples = @ExampleObject(name = "on", value = Examples.SET)))
  @APIResponse(
      responseCode = "200",
      description = "The button",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ButtonBody.class),
              examples = @ExampleObject(name = "button", value = Examples.BUTTON)))
  public RestResponse<ButtonBody> set(
      @PathParam("button")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(description = "The name of the button", example = "lamp")
          String button,
      @Context HttpHeaders headers,
      @NotNull @Valid SetBody set) {
    return Answers.of(shop.buttons().set(button, set.shall(), CommandHeaders.expected(headers)));
  }

  @POST
  @Path("/presses")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "legacyPressButton",
      summary = "Presses a button, once or so many times in one transaction")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = PressesBody.class),
              examples = @ExampleObject(name = "presses", value = Examples.PRESSES)))
  @APIResponse(
      responseCode = "200",
      description = "The button after the presses",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ButtonBody.class),
              examples = @ExampleObject(name = "button", value = Examples.BUTTON)))
  public RestResponse<ButtonBody> press(
      @PathParam("button")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(description = "The name of the button", example = "lamp")
          String button,
      @Context HttpHeaders headers,
      @Valid @Nullable PressesBody presses) {
    return Answers.of(
        shop.buttons().press(button, PressesBody.count(presses), CommandHeaders.expected(headers)));
  }
}
