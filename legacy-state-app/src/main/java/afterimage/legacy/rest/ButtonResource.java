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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Buttons over HTTP.
@Path("/legacy/buttons/{button}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ButtonResource {

  private final LegacyShop shop;

  ButtonResource(LegacyShop shop) {
    this.shop = shop;
  }

  @GET
  public RestResponse<ButtonBody> show(
      @PathParam("button") @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
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
  public RestResponse<ButtonBody> press(
      @PathParam("button") @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          String button,
      @HeaderParam("If-Match") @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Nullable String ifMatch,
      @Valid @Nullable PressesBody presses) {
    return Answers.of(
        shop.buttons().press(button, PressesBody.count(presses), IfMatch.expected(ifMatch)));
  }
}
