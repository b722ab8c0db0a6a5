package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
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

/// Discounts on a cart.
@Path("/legacy/carts/{cart}/discounts")
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
            examples = {
              @ExampleObject(name = "invalid", value = Examples.INVALID),
              @ExampleObject(name = "malformed", value = Examples.MALFORMED)
            }))
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
@APIResponse(
    responseCode = "415",
    description = "The body is not JSON by its media type",
    content =
        @Content(
            mediaType = Problems.MEDIA_TYPE,
            schema = @Schema(ref = "HttpProblem"),
            examples =
                @ExampleObject(name = "other-media-type", value = Examples.OTHER_MEDIA_TYPE)))
class CartDiscountsResource {

  private final LegacyShop shop;

  CartDiscountsResource(LegacyShop shop) {
    this.shop = shop;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "legacyGiveDiscount",
      summary = "Adds to the discount of a cart, if it holds what is required")
  @APIResponse(
      responseCode = "200",
      description = "The cart with the discount",
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
  @APIResponse(
      responseCode = "409",
      description = "The discount cannot be given",
      content =
          @Content(
              mediaType = Problems.MEDIA_TYPE,
              schema = @Schema(ref = "HttpProblem"),
              examples = {
                @ExampleObject(name = "cart-checked-out", value = Examples.CART_CHECKED_OUT),
                @ExampleObject(name = "requirement-not-met", value = Examples.REQUIREMENT_NOT_MET),
                @ExampleObject(name = "discount-too-large", value = Examples.DISCOUNT_TOO_LARGE)
              }))
  public RestResponse<CartBody> give(
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
          @Nullable String ifMatch,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      examples = @ExampleObject(name = "discount", value = Examples.DISCOUNT)))
          @NotNull
          @Valid
          DiscountBody discount) {
    return Answers.of(
        shop.carts()
            .discount(
                Long.parseLong(cart),
                discount.amount(),
                discount.required(),
                IfMatch.expected(ifMatch)));
  }
}
