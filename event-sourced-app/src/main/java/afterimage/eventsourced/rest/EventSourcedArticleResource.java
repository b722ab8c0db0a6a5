package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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

/// The catalogue over HTTP.
@Path("/articles/{sku}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "articles, event-sourced", description = "The catalogue, folded from its events")
class EventSourcedArticleResource {

  private final Shops shops;

  EventSourcedArticleResource(Shops shops) {
    this.shops = shops;
  }

  @GET
  @Operation(operationId = "article", summary = "Show an article, as it is or as it was")
  @APIResponse(
      responseCode = "200",
      description = "The article",
      content =
          @Content(
              schema = @Schema(implementation = ArticleBody.class),
              examples = @ExampleObject(name = "article", value = Docs.ARTICLE)))
  public RestResponse<ArticleBody> show(
      @PathParam("sku")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "banana")
          String sku,
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
    return Answers.article(
        () -> {
          Shops.Over over = shops.at(store);
          AtLeast.readable(over, atLeast);
          return over.shop().articles().find(sku, when);
        });
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "priceArticle",
      summary = "Give an article another price in the catalogue, and with it in every open cart")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = PriceBody.class),
              examples = @ExampleObject(name = "price", value = Docs.PRICE)))
  @APIResponse(
      responseCode = "200",
      description = "The article, and the carts that the change reached",
      content =
          @Content(
              schema = @Schema(implementation = PricedBody.class),
              examples = @ExampleObject(name = "article", value = Docs.PRICED)))
  public RestResponse<PricedBody> price(
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
    Request request = CommandHeaders.request(headers);
    return Answers.priced(
        () -> shops.shop(store).articles().changePrice(sku, price.unitPrice(), request));
  }

  @ServerExceptionMapper
  Response unread(MismatchedInputException mismatch, UriInfo uri) {
    return Problems.unread(mismatch, uri);
  }
}
