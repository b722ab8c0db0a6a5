package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import afterimage.legacy.cart.CartAnswer;
import afterimage.legacy.cart.CartRefusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// What a cart is now.
@Path("/legacy/carts/{cart}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Legacy carts")
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
    description = "There is no such cart",
    content =
        @Content(
            mediaType = Problems.MEDIA_TYPE,
            schema = @Schema(ref = "HttpProblem"),
            examples = @ExampleObject(name = "cart-unknown", value = Examples.CART_UNKNOWN)))
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
      headers =
          @Header(
              name = "ETag",
              description = "A digest of what is shown",
              schema = @Schema(type = SchemaType.STRING)),
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
}
