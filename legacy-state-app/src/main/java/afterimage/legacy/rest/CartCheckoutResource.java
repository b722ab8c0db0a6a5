package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Pattern;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// The end of a cart.
@Path("/legacy/carts/{cart}/checkout")
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
@APIResponse(
    responseCode = "412",
    description = "The cart is not at the version that If-Match names",
    content =
        @Content(
            mediaType = Problems.MEDIA_TYPE,
            schema = @Schema(ref = "HttpProblem"),
            examples =
                @ExampleObject(name = "version-differs", value = Examples.CART_VERSION_DIFFERS)))
class CartCheckoutResource {

  private final LegacyShop shop;

  CartCheckoutResource(LegacyShop shop) {
    this.shop = shop;
  }

  @POST
  @Operation(operationId = "legacyCheckOut", summary = "Checks a cart out and sends it to shipping")
  @APIResponse(
      responseCode = "200",
      description = "The cart, checked out",
      headers =
          @Header(
              name = "ETag",
              description = "A digest of what is shown",
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Examples.CHECKED_OUT_CART)))
  @APIResponse(
      responseCode = "409",
      description = "The cart cannot be checked out",
      content =
          @Content(
              mediaType = Problems.MEDIA_TYPE,
              schema = @Schema(ref = "HttpProblem"),
              examples = {
                @ExampleObject(name = "cart-checked-out", value = Examples.CART_CHECKED_OUT),
                @ExampleObject(name = "cart-empty", value = Examples.CART_EMPTY)
              }))
  public RestResponse<CartBody> checkOut(
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
      @HeaderParam("If-Match")
          @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Parameter(
              description = "The version that must be the current one, from an ETag; * for any",
              example = "\"c313606c8272a2016fb7829a5f039f1f\"")
          @Nullable String ifMatch) {
    return Answers.of(shop.carts().checkOut(Long.parseLong(cart), IfMatch.expected(ifMatch)));
  }
}
