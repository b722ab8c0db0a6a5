package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.handling.Request;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// What is in a cart, over HTTP.
@Path("/carts/{cart}/items")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "carts, event-sourced", description = "Carts folded from their events")
class EventSourcedItemsResource {

  private final Shops shops;

  EventSourcedItemsResource(Shops shops) {
    this.shops = shops;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addItem",
      summary = "Put items into a cart, which comes into being with its first")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = ItemBody.class),
              examples = @ExampleObject(name = "item", value = Docs.ITEM)))
  @APIResponse(
      responseCode = "200",
      description = "The cart with them",
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  public RestResponse<CartBody> add(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers,
      @NotNull @Valid ItemBody item) {
    return change(cart, store, headers, item.command());
  }

  @DELETE
  @Operation(
      operationId = "clearCart",
      summary = "Take all items and discounts out of a cart in one go")
  @APIResponse(
      responseCode = "200",
      description = "The cart, empty",
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.EMPTY_CART)))
  public RestResponse<CartBody> clear(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers) {
    return change(cart, store, headers, new CartCommand.Clear());
  }

  @PUT
  @Path("/{sku}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeQuantity", summary = "Say how many of an item a cart shall hold")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = QuantityBody.class),
              examples = @ExampleObject(name = "quantity", value = Docs.QUANTITY)))
  @APIResponse(
      responseCode = "200",
      description = "The cart with so many",
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  public RestResponse<CartBody> quantity(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @PathParam("sku")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "banana")
          String sku,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers,
      @NotNull @Valid QuantityBody quantity) {
    return change(cart, store, headers, new CartCommand.ChangeQuantity(sku, quantity.quantity()));
  }

  @DELETE
  @Path("/{sku}")
  @Operation(operationId = "removeItem", summary = "Take items out of a cart")
  @APIResponse(
      responseCode = "200",
      description = "The cart without them",
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  public RestResponse<CartBody> remove(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @PathParam("sku")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "banana")
          String sku,
      @QueryParam("quantity")
          @DefaultValue("1")
          @Pattern(regexp = Limits.THOUSAND, message = Limits.THOUSAND_MESSAGE)
          @Parameter(example = "1")
          String quantity,
      @QueryParam("reason")
          @Pattern(regexp = Limits.REASON, message = Limits.REASON_MESSAGE)
          @Parameter(description = Docs.REASON, example = "changed my mind")
          @Nullable String reason,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers) {
    return change(
        cart, store, headers, new CartCommand.RemoveItem(sku, Integer.parseInt(quantity), reason));
  }

  @PUT
  @Path("/{sku}/price")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "correctPrice",
      summary = "Put the price of an item in this cart right, as an employee does")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = PriceBody.class),
              examples = @ExampleObject(name = "price", value = Docs.PRICE)))
  @APIResponse(
      responseCode = "200",
      description = "The cart with that price",
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  public RestResponse<CartBody> price(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @PathParam("sku")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "banana")
          String sku,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers,
      @NotNull @Valid PriceBody price) {
    return change(cart, store, headers, new CartCommand.CorrectPrice(sku, price.unitPrice()));
  }

  private RestResponse<CartBody> change(
      String cart, String store, HttpHeaders headers, CartCommand command) {
    Request request = CommandHeaders.request(headers);
    return Answers.cart(
        () -> shops.shop(store).carts().handle(Long.parseLong(cart), command, request));
  }

  @ServerExceptionMapper
  Response unread(MismatchedInputException mismatch, UriInfo uri) {
    return Problems.unread(mismatch, uri);
  }
}
