package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;

/// Items into a cart and out of it.
@Path("/legacy/carts/{cart}/items")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Legacy carts")
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
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = ItemBody.class),
              examples = @ExampleObject(name = "item", value = Examples.ITEM)))
  @APIResponse(
      responseCode = "200",
      description = "The cart with the item",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Examples.CART)))
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
      @Context HttpHeaders headers,
      @NotNull @Valid ItemBody item) {
    return Answers.of(
        shop.carts().add(Long.parseLong(cart), item.item(), CommandHeaders.expected(headers)));
  }

  @DELETE
  @Operation(
      operationId = "legacyClearCart",
      summary = "Takes all items and discounts out of a cart in one go")
  @APIResponse(
      responseCode = "200",
      description = "The cart, empty",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Examples.EMPTY_CART)))
  public RestResponse<CartBody> clear(
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
    return Answers.of(shop.carts().clear(Long.parseLong(cart), CommandHeaders.expected(headers)));
  }

  @PUT
  @Path("/{sku}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "legacyChangeQuantity",
      summary = "Says how many of an item a cart shall hold")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = QuantityBody.class),
              examples = @ExampleObject(name = "quantity", value = Examples.QUANTITY)))
  @APIResponse(
      responseCode = "200",
      description = "The cart with so many",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Examples.CART)))
  public RestResponse<CartBody> quantity(
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
      @Context HttpHeaders headers,
      @NotNull @Valid QuantityBody quantity) {
    return Answers.of(
        shop.carts()
            .changeQuantity(
                Long.parseLong(cart), sku, quantity.quantity(), CommandHeaders.expected(headers)));
  }

  @DELETE
  @Path("/{sku}")
  @Operation(operationId = "legacyRemoveItem", summary = "Takes an item out of a cart")
  @APIResponse(
      responseCode = "200",
      description = "The cart without the item",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Examples.CART)))
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
      @Context HttpHeaders headers) {
    return Answers.of(
        shop.carts()
            .remove(
                Long.parseLong(cart),
                sku,
                quantity == null ? 1 : Integer.parseInt(quantity),
                Optional.ofNullable(reason),
                CommandHeaders.expected(headers)));
  }

  @PUT
  @Path("/{sku}/price")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "legacyCorrectPrice",
      summary = "Puts the price of an item in this cart right, as an employee does")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = PriceBody.class),
              examples = @ExampleObject(name = "price", value = Examples.PRICE)))
  @APIResponse(
      responseCode = "200",
      description = "The cart with that price",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Examples.CART)))
  public RestResponse<CartBody> price(
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
      @Context HttpHeaders headers,
      @NotNull @Valid PriceBody price) {
    return Answers.of(
        shop.carts()
            .correctPrice(
                Long.parseLong(cart), sku, price.unitPrice(), CommandHeaders.expected(headers)));
  }
}
