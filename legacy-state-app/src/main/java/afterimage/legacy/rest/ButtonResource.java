package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import afterimage.legacy.button.ButtonAnswer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
import org.jspecify.annotations.Nullable;

/// Buttons, shown and pressed.
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
      headers =
          @Header(
              name = "ETag",
              description = "A digest of what is shown",
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ButtonBody.class),
              examples = @ExampleObject(name = "button", value = Examples.BUTTON)))
  @APIResponse(
      responseCode = "400",
      description = "The request is not what it must be",
      content =
          @Content(
              mediaType = Problems.MEDIA_TYPE,
              schema = @Schema(ref = "HttpProblem"),
              examples = @ExampleObject(name = "invalid", value = Examples.INVALID)))
  @APIResponse(
      responseCode = "404",
      description = "The button was never pressed",
      content =
          @Content(
              mediaType = Problems.MEDIA_TYPE,
              schema = @Schema(ref = "HttpProblem"),
              examples = @ExampleObject(name = "button-unknown", value = Examples.BUTTON_UNKNOWN)))
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

  @POST
  @Path("/presses")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "legacyPressButton",
      summary = "Presses a button, once or so many times in one transaction")
  @APIResponse(
      responseCode = "200",
      description = "The button after the presses",
      headers =
          @Header(
              name = "ETag",
              description = "A digest of what is shown",
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ButtonBody.class),
              examples = @ExampleObject(name = "button", value = Examples.BUTTON)))
  @APIResponse(
      responseCode = "400",
      description = "The request is not what it must be",
      content =
          @Content(
              mediaType = Problems.MEDIA_TYPE,
              schema = @Schema(ref = "HttpProblem"),
              examples = {
                @ExampleObject(name = "invalid", value = Examples.INVALID),
                @ExampleObject(name = "malformed", value = Examples.MALFORMED)
              }))
  @APIResponse(
      responseCode = "412",
      description = "The button is not at the version that If-Match names",
      content =
          @Content(
              mediaType = Problems.MEDIA_TYPE,
              schema = @Schema(ref = "HttpProblem"),
              examples =
                  @ExampleObject(
                      name = "version-differs",
                      value = Examples.BUTTON_VERSION_DIFFERS)))
  @APIResponse(
      responseCode = "415",
      description = "The body is not JSON by its media type",
      content =
          @Content(
              mediaType = Problems.MEDIA_TYPE,
              schema = @Schema(ref = "HttpProblem"),
              examples =
                  @ExampleObject(name = "other-media-type", value = Examples.OTHER_MEDIA_TYPE)))
  public RestResponse<ButtonBody> press(
      @PathParam("button")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(description = "The name of the button", example = "lamp")
          String button,
      @HeaderParam("If-Match")
          @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Parameter(
              description = "The version that must be the current one, from an ETag; * for any",
              example = "\"c313606c8272a2016fb7829a5f039f1f\"")
          @Nullable String ifMatch,
      @RequestBody(
              required = false,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      examples = @ExampleObject(name = "presses", value = Examples.PRESSES)))
          @Valid
          @Nullable PressesBody presses) {
    return Answers.of(
        shop.buttons().press(button, PressesBody.count(presses), IfMatch.expected(ifMatch)));
  }
}
