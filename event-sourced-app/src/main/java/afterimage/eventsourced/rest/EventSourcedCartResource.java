package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.eventsourced.cart.CartCommand;
import afterimage.eventsourced.handling.ExpectedTag;
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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
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
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Carts over HTTP.
@Path("/carts/{cart}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "carts, event-sourced", description = "Carts folded from their events")
@APIResponse(
    responseCode = "400",
    description = "The request is not what it should be",
    content =
        @Content(
            mediaType = Docs.PROBLEM_JSON,
            schema = @Schema(ref = "HttpProblem"),
            examples = @ExampleObject(name = "bad-request", value = Docs.BAD_REQUEST)))
@APIResponse(
    responseCode = "404",
    description = "There is no such cart, or no such store",
    content =
        @Content(
            mediaType = Docs.PROBLEM_JSON,
            schema = @Schema(ref = "HttpProblem"),
            examples = {
              @ExampleObject(name = "cart-unknown", value = Docs.CART_UNKNOWN),
              @ExampleObject(name = "store-unknown", value = Docs.STORE_UNKNOWN)
            }))
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
      headers =
          @Header(
              name = "ETag",
              description = Docs.ETAG,
              schema = @Schema(type = SchemaType.STRING)),
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
      @QueryParam("version")
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(description = Docs.VERSION, example = "3")
          @Nullable String version,
      @QueryParam("asOf") @Parameter(description = Docs.AS_OF, example = "2026-11-01T12:00:00Z")
          @Nullable String asOf) {
    AsOf when = When.of(version, asOf);
    return Answers.cart(() -> shops.shop(store).carts().find(Long.parseLong(cart), when));
  }

  @POST
  @Path("/items")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "addItem", summary = "Put items into a cart")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = ItemBody.class),
              examples = @ExampleObject(name = "item", value = Docs.ITEM)))
  @APIResponse(
      responseCode = "200",
      description = "The cart with them",
      headers =
          @Header(
              name = "ETag",
              description = Docs.ETAG,
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  @APIResponse(
      responseCode = "409",
      description = "A rule forbids it",
      content =
          @Content(
              mediaType = Docs.PROBLEM_JSON,
              schema = @Schema(ref = "HttpProblem"),
              examples = {
                @ExampleObject(name = "price-differs", value = Docs.PRICE_DIFFERS),
                @ExampleObject(name = "quantity-too-large", value = Docs.QUANTITY_TOO_LARGE),
                @ExampleObject(name = "cart-checked-out", value = Docs.CHECKED_OUT)
              }))
  @APIResponse(
      responseCode = "412",
      description = "The cart has another version",
      content =
          @Content(
              mediaType = Docs.PROBLEM_JSON,
              schema = @Schema(ref = "HttpProblem"),
              examples = @ExampleObject(name = "version-differs", value = Docs.VERSION_DIFFERS)))
  public RestResponse<CartBody> add(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @HeaderParam("If-Match")
          @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Parameter(description = Docs.IF_MATCH, example = "\"7\"")
          @Nullable String ifMatch,
      @NotNull @Valid ItemBody item) {
    return change(cart, store, ifMatch, item.command());
  }

  @DELETE
  @Path("/items/{sku}")
  @Operation(operationId = "removeItem", summary = "Take items out of a cart")
  @APIResponse(
      responseCode = "200",
      description = "The cart without them",
      headers =
          @Header(
              name = "ETag",
              description = Docs.ETAG,
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  @APIResponse(
      responseCode = "409",
      description = "A rule forbids it",
      content =
          @Content(
              mediaType = Docs.PROBLEM_JSON,
              schema = @Schema(ref = "HttpProblem"),
              examples = {
                @ExampleObject(name = "item-not-in-cart", value = Docs.NOT_IN_CART),
                @ExampleObject(name = "cart-checked-out", value = Docs.CHECKED_OUT)
              }))
  @APIResponse(
      responseCode = "412",
      description = "The cart has another version",
      content =
          @Content(
              mediaType = Docs.PROBLEM_JSON,
              schema = @Schema(ref = "HttpProblem"),
              examples = @ExampleObject(name = "version-differs", value = Docs.VERSION_DIFFERS)))
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
          @Parameter(example = "changed my mind")
          @Nullable String reason,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @HeaderParam("If-Match")
          @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Parameter(description = Docs.IF_MATCH, example = "\"7\"")
          @Nullable String ifMatch) {
    return change(
        cart, store, ifMatch, new CartCommand.RemoveItem(sku, Integer.parseInt(quantity), reason));
  }

  @POST
  @Path("/discounts")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "applyDiscount", summary = "Give a discount on a cart")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = DiscountBody.class),
              examples = @ExampleObject(name = "discount", value = Docs.DISCOUNT)))
  @APIResponse(
      responseCode = "200",
      description = "The cart with it",
      headers =
          @Header(
              name = "ETag",
              description = Docs.ETAG,
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  @APIResponse(
      responseCode = "409",
      description = "A rule forbids it",
      content =
          @Content(
              mediaType = Docs.PROBLEM_JSON,
              schema = @Schema(ref = "HttpProblem"),
              examples = {
                @ExampleObject(name = "requirement-not-met", value = Docs.NOT_MET),
                @ExampleObject(name = "discount-too-large", value = Docs.TOO_LARGE),
                @ExampleObject(name = "cart-checked-out", value = Docs.CHECKED_OUT)
              }))
  @APIResponse(
      responseCode = "412",
      description = "The cart has another version",
      content =
          @Content(
              mediaType = Docs.PROBLEM_JSON,
              schema = @Schema(ref = "HttpProblem"),
              examples = @ExampleObject(name = "version-differs", value = Docs.VERSION_DIFFERS)))
  public RestResponse<CartBody> discount(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @HeaderParam("If-Match")
          @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Parameter(description = Docs.IF_MATCH, example = "\"7\"")
          @Nullable String ifMatch,
      @NotNull @Valid DiscountBody discount) {
    return change(cart, store, ifMatch, discount.command());
  }

  @POST
  @Path("/checkout")
  @Operation(operationId = "checkOut", summary = "Check a cart out")
  @APIResponse(
      responseCode = "200",
      description = "The cart, closed",
      headers =
          @Header(
              name = "ETag",
              description = Docs.ETAG,
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(implementation = CartBody.class),
              examples = @ExampleObject(name = "cart", value = Docs.CART)))
  @APIResponse(
      responseCode = "409",
      description = "A rule forbids it",
      content =
          @Content(
              mediaType = Docs.PROBLEM_JSON,
              schema = @Schema(ref = "HttpProblem"),
              examples = {
                @ExampleObject(name = "cart-empty", value = Docs.EMPTY),
                @ExampleObject(name = "cart-checked-out", value = Docs.CHECKED_OUT)
              }))
  @APIResponse(
      responseCode = "412",
      description = "The cart has another version",
      content =
          @Content(
              mediaType = Docs.PROBLEM_JSON,
              schema = @Schema(ref = "HttpProblem"),
              examples = @ExampleObject(name = "version-differs", value = Docs.VERSION_DIFFERS)))
  public RestResponse<CartBody> checkOut(
      @PathParam("cart") @CartId @Parameter(example = "101") String cart,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @HeaderParam("If-Match")
          @Pattern(regexp = IfMatch.FORM, message = IfMatch.MESSAGE)
          @Parameter(description = Docs.IF_MATCH, example = "\"7\"")
          @Nullable String ifMatch) {
    return change(cart, store, ifMatch, new CartCommand.CheckOut());
  }

  private RestResponse<CartBody> change(
      String cart, String store, @Nullable String ifMatch, CartCommand command) {
    ExpectedTag expected = IfMatch.expected(ifMatch);
    return Answers.cart(
        () -> shops.shop(store).carts().handle(Long.parseLong(cart), command, expected));
  }

  @ServerExceptionMapper
  Response unread(MismatchedInputException mismatch, UriInfo uri) {
    return Problems.unread(mismatch, uri);
  }
}
