package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import afterimage.legacy.cart.CartAnswer;
import afterimage.legacy.cart.CartRefusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// Whole carts.
@Path("/legacy/carts/{cart}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Legacy carts")
class CartResource {

  private final LegacyShop shop;

  CartResource(LegacyShop shop) {
    this.shop = shop;
  }

  @GET
  @Operation(operationId = "legacyCart", summary = "Shows a cart")
  @APIResponse(
      responseCode = "200",
      description = "The cart as it is now",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Examples.CART)))
  public RestResponse<CartBody> show(
      @PathParam("cart")
          @CartNumber
          @Parameter(
              description = "The number of the cart",
              example = "101",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      format = "int64",
                      minimum = "1",
                      maximum = "9007199254740991"))
          String cart) {
    long id = Long.parseLong(cart);
    return Answers.of(
        shop.carts()
            .find(id)
            .<CartAnswer>map(CartAnswer.Done::new)
            .orElseGet(() -> new CartRefusal.Unknown(id)));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "legacySaveCart",
      summary = "Saves a whole form: what the cart shall hold from now on")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = FormBody.class),
              examples = @ExampleObject(name = "form", value = Examples.FORM)))
  @APIResponse(
      responseCode = "200",
      description = "The cart as saved",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Examples.CART)))
  public RestResponse<CartBody> save(
      @PathParam("cart")
          @CartNumber
          @Parameter(
              description = "The number of the cart",
              example = "101",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      format = "int64",
                      minimum = "1",
                      maximum = "9007199254740991"))
          String cart,
      @Context HttpHeaders headers,
      @NotNull @Valid FormBody form) {
    return Answers.of(
        shop.carts().save(Long.parseLong(cart), form.lines(), CommandHeaders.expected(headers)));
  }

  @DELETE
  @Operation(operationId = "legacyAbandonCart", summary = "Gives a cart up; its rows are deleted")
  @APIResponse(responseCode = "204", description = "The cart is gone")
  public RestResponse<CartBody> abandon(
      @PathParam("cart")
          @CartNumber
          @Parameter(
              description = "The number of the cart",
              example = "101",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      format = "int64",
                      minimum = "1",
                      maximum = "9007199254740991"))
          String cart,
      @Context HttpHeaders headers) {
    return Answers.of(shop.carts().abandon(Long.parseLong(cart), CommandHeaders.expected(headers)));
  }
}
