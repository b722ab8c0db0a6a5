package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
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

/// Items into a cart and out of it.
@Path("/legacy/carts/{cart}/items")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Legacy carts")
@APIResponse(
    responseCode = "412",
    description = "The cart is not at the version that If-Match names",
    content =
        @Content(
            mediaType = Problems.MEDIA_TYPE,
            schema = @Schema(ref = "HttpProblem"),
            examples =
                @ExampleObject(name = "version-differs", value = Examples.CART_VERSION_DIFFERS)))
class CartItemsResource {

  private final LegacyShop shop;

  CartItemsResource(LegacyShop shop) {
    this.shop = shop;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "legacyAddItem",
      summary = "Puts an item into a cart, which comes into being with its first one")
  @APIResponse(
      responseCode = "200",
      description = "The cart with the item",
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
      responseCode = "409",
      description = "The item cannot be added",
      content =
          @Content(
              mediaType = Problems.MEDIA_TYPE,
              schema = @Schema(ref = "HttpProblem"),
              examples = {
                @ExampleObject(name = "cart-checked-out", value = Examples.CART_CHECKED_OUT),
                @ExampleObject(name = "price-differs", value = Examples.PRICE_DIFFERS),
                @ExampleObject(name = "quantity-too-large", value = Examples.QUANTITY_TOO_LARGE)
              }))
  @APIResponse(
      responseCode = "415",
      description = "The body is not JSON by its media type",
      content =
          @Content(
              mediaType = Problems.MEDIA_TYPE,
              schema = @Schema(ref = "HttpProblem"),
              examples =
                  @ExampleObject(name = "other-media-type", value = Examples.OTHER_MEDIA_TYPE)))
  public RestResponse<CartBody> add(
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
                      examples = @ExampleObject(name = "item", value = Examples.ITEM)))
          @NotNull
          @Valid
          ItemBody item) {
    return Answers.of(
        shop.carts().add(Long.parseLong(cart), item.item(), IfMatch.expected(ifMatch)));
  }

  @DELETE
  @Path("/{sku}")
  @Operation(operationId = "legacyRemoveItem", summary = "Takes an item out of a cart")
  @APIResponse(
      responseCode = "200",
      description = "The cart without the item",
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
      responseCode = "409",
      description = "The item cannot be removed",
      content =
          @Content(
              mediaType = Problems.MEDIA_TYPE,
              schema = @Schema(ref = "HttpProblem"),
              examples = {
                @ExampleObject(name = "cart-checked-out", value = Examples.CART_CHECKED_OUT),
                @ExampleObject(name = "item-not-in-cart", value = Examples.ITEM_NOT_IN_CART)
              }))
  public RestResponse<CartBody> remove(
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
      @PathParam("sku")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(description = "The article", example = "banana")
          String sku,
      @QueryParam("quantity")
          @Pattern(regexp = Limits.QUANTITY, message = Limits.QUANTITY_MESSAGE)
          @Parameter(
              description = "How many",
              example = "1",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      format = "int32",
                      minimum = "1",
                      maximum = "1000",
                      defaultValue = "1"))
          @Nullable String quantity,
      @QueryParam("reason")
          @Pattern(regexp = Limits.REASON, message = Limits.REASON_MESSAGE)
          @Parameter(
              description = "Why; it is not kept",
              example = "changed my mind",
              schema = @Schema(type = SchemaType.STRING, maxLength = 200))
          @Nullable String reason,
      @HeaderParam("If-Match")
          @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Parameter(
              description = "The version that must be the current one, from an ETag; * for any",
              example = "\"c313606c8272a2016fb7829a5f039f1f\"")
          @Nullable String ifMatch) {
    return Answers.of(
        shop.carts()
            .remove(
                Long.parseLong(cart),
                sku,
                quantity == null ? 1 : Integer.parseInt(quantity),
                Optional.ofNullable(reason),
                IfMatch.expected(ifMatch)));
  }
}
