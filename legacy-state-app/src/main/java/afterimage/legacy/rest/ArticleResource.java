package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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

/// The catalogue.
@Path("/legacy/articles/{sku}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Legacy articles")
class ArticleResource {

  private final LegacyShop shop;

  ArticleResource(LegacyShop shop) {
    this.shop = shop;
  }

  @GET
  @Operation(operationId = "legacyArticle", summary = "Shows an article")
  @APIResponse(
      responseCode = "200",
      description = "The article as it is now",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ArticleBody.class),
              examples = @ExampleObject(name = "article", value = Examples.ARTICLE)))
  public RestResponse<ArticleBody> show(
      @PathParam("sku")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(description = "The article", example = "banana")
          String sku) {
    return shop.articles()
        .find(sku)
        .map(
            article ->
                ResponseBuilder.ok(ArticleBody.of(article))
                    .header(HttpHeaders.ETAG, article.version().toString())
                    .build())
        .orElseThrow(() -> Problems.articleUnknown(sku));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "legacyPriceArticle",
      summary = "Gives an article another price in the catalogue, and with it in every open cart")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = PriceBody.class),
              examples = @ExampleObject(name = "price", value = Examples.PRICE)))
  @APIResponse(
      responseCode = "200",
      description = "The article, and the carts that the change reached",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PricedBody.class),
              examples = @ExampleObject(name = "priced", value = Examples.PRICED)))
  public RestResponse<PricedBody> price(
      @PathParam("sku")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(description = "The article", example = "banana")
          String sku,
      @Context HttpHeaders headers,
      @NotNull @Valid PriceBody price) {
    return Answers.of(
        shop.articles().changePrice(sku, price.unitPrice(), CommandHeaders.expected(headers)));
  }
}
