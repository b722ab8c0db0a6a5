package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import afterimage.legacy.cart.CartAnswer;
import afterimage.legacy.cart.CartRefusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Carts over HTTP.
@Path("/legacy/carts/{cart}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class CartResource {

  private final LegacyShop shop;

  CartResource(LegacyShop shop) {
    this.shop = shop;
  }

  @GET
  public RestResponse<CartBody> show(@PathParam("cart") @CartNumber String cart) {
    long id = Long.parseLong(cart);
    return Answers.of(
        shop.carts()
            .find(id)
            .<CartAnswer>map(CartAnswer.Done::new)
            .orElseGet(() -> new CartRefusal.Unknown(id)));
  }

  @POST
  @Path("/items")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<CartBody> add(
      @PathParam("cart") @CartNumber String cart,
      @HeaderParam("If-Match") @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Nullable String ifMatch,
      @NotNull @Valid ItemBody item) {
    return Answers.of(
        shop.carts().add(Long.parseLong(cart), item.item(), IfMatch.expected(ifMatch)));
  }

  @DELETE
  @Path("/items/{sku}")
  public RestResponse<CartBody> remove(
      @PathParam("cart") @CartNumber String cart,
      @PathParam("sku") @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE) String sku,
      @QueryParam("quantity")
          @DefaultValue("1")
          @Pattern(regexp = Limits.QUANTITY, message = Limits.QUANTITY_MESSAGE)
          String quantity,
      @QueryParam("reason") @Pattern(regexp = Limits.REASON, message = Limits.REASON_MESSAGE)
          @Nullable String reason,
      @HeaderParam("If-Match") @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Nullable String ifMatch) {
    return Answers.of(
        shop.carts()
            .remove(
                Long.parseLong(cart),
                sku,
                Integer.parseInt(quantity),
                Optional.ofNullable(reason),
                IfMatch.expected(ifMatch)));
  }

  @POST
  @Path("/discounts")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<CartBody> discount(
      @PathParam("cart") @CartNumber String cart,
      @HeaderParam("If-Match") @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Nullable String ifMatch,
      @NotNull @Valid DiscountBody discount) {
    return Answers.of(
        shop.carts()
            .discount(
                Long.parseLong(cart),
                discount.amount(),
                discount.required(),
                IfMatch.expected(ifMatch)));
  }

  @POST
  @Path("/checkout")
  public RestResponse<CartBody> checkOut(
      @PathParam("cart") @CartNumber String cart,
      @HeaderParam("If-Match") @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Nullable String ifMatch) {
    return Answers.of(shop.carts().checkOut(Long.parseLong(cart), IfMatch.expected(ifMatch)));
  }
}
