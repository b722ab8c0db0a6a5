package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
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

/// Discounts on a cart.
@Path("/legacy/carts/{cart}/discounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Legacy carts")
class CartDiscountsResource {

  private final LegacyShop shop;

  CartDiscountsResource(LegacyShop shop) {
    this.shop = shop;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "legacyApplyDiscount",
      summary =
          "Gives a discount on a cart: an amount, a percentage, or some of an article for nothing")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = DiscountBody.class),
              examples = {
                @ExampleObject(name = "amount", value = Examples.DISCOUNT),
                @ExampleObject(name = "percent", value = Examples.PERCENT),
                @ExampleObject(name = "free", value = Examples.FREE)
              }))
  @APIResponse(
      responseCode = "200",
      description = "The cart with it",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Examples.CART)))
  public RestResponse<CartBody> apply(
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
      @NotNull @Valid DiscountBody discount) {
    return Answers.of(
        shop.carts()
            .discount(
                Long.parseLong(cart),
                discount.discount(),
                discount.required(),
                CommandHeaders.expected(headers)));
  }
}
