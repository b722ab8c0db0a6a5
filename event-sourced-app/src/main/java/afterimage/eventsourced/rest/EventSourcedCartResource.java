package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Whole carts over HTTP; what is in them is at [EventSourcedItemsResource].
@Path("/carts/{cart}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "carts, event-sourced", description = "Carts folded from their events")
class EventSourcedCartResource {

  private final Shops shops;

  EventSourcedCartResource(Shops shops) {
    this.shops = shops;
  }

  @GET
  @Operation(operationId = "cart", summary = "Show a cart, as it is or as it was")
  @APIResponse(
      responseCode = "200",
      description = "The cart",
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = {
                @ExampleObject(name = "true", value = Docs.CART),
                @ExampleObject(name = "derived", value = Docs.DERIVED_CART)
              }))
  public RestResponse<CartBody> show(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @QueryParam("atLeast")
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(description = Docs.AT_LEAST, example = "12")
          @Nullable String atLeast,
      @QueryParam("version")
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(description = Docs.VERSION, example = "3")
          @Nullable String version,
      @QueryParam("asOf") @Parameter(description = Docs.AS_OF, example = "2026-11-01T12:00:00Z")
          @Nullable String asOf) {
    AsOf when = When.of(version, asOf);
    return Answers.cart(
        () -> {
          Shops.Over over = shops.at(store);
          AtLeast.readable(over, atLeast);
          return over.shop().carts().find(Long.parseLong(cart), when);
        });
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "saveCart",
      summary = "Save a whole form: what the cart shall hold from now on")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = FormBody.class),
              examples = @ExampleObject(name = "form", value = Docs.FORM)))
  @APIResponse(
      responseCode = "200",
      description = "The cart as saved",
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  public RestResponse<CartBody> save(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers,
      @NotNull @Valid FormBody form) {
    return change(cart, store, headers, form.command());
  }

  @DELETE
  @Operation(operationId = "abandonCart", summary = "Give a cart up; it is no more")
  @APIResponse(responseCode = "204", description = "The cart is gone")
  public RestResponse<Void> abandon(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers) {
    var given = change(cart, store, headers, new CartCommand.Abandon());
    return ResponseBuilder.<Void>noContent()
        .header(Answers.POSITION, given.getHeaders().getFirst(Answers.POSITION))
        .build();
  }

  @POST
  @Path("/discounts")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "applyDiscount",
      summary =
          "Give a discount on a cart: an amount, a percentage, or some of an article for nothing")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = DiscountBody.class),
              examples = {
                @ExampleObject(name = "amount", value = Docs.DISCOUNT),
                @ExampleObject(name = "percent", value = Docs.PERCENT),
                @ExampleObject(name = "free", value = Docs.FREE)
              }))
  @APIResponse(
      responseCode = "200",
      description = "The cart with it",
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  public RestResponse<CartBody> discount(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers,
      @NotNull @Valid DiscountBody discount) {
    return change(cart, store, headers, discount.command());
  }

  @POST
  @Path("/merges")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "mergeGuest",
      summary = "Merge the cart of a guest who has logged in into this one; the guest's is no more")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = MergeBody.class),
              examples = @ExampleObject(name = "merge", value = Docs.MERGE)))
  @APIResponse(
      responseCode = "200",
      description = "The cart with what the guest's held",
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  public RestResponse<CartBody> merge(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers,
      @NotNull @Valid MergeBody merge) {
    Request request = CommandHeaders.request(headers);
    return Answers.cart(
        () -> shops.shop(store).carts().mergeGuest(Long.parseLong(cart), merge.guest(), request));
  }

  @POST
  @Path("/checkout")
  @Operation(operationId = "checkOut", summary = "Check a cart out")
  @APIResponse(
      responseCode = "200",
      description = "The cart, closed",
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  public RestResponse<CartBody> checkOut(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers) {
    return change(cart, store, headers, new CartCommand.CheckOut());
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
