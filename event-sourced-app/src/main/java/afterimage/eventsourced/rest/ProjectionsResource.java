package afterimage.eventsourced.rest;

import afterimage.eventsourced.NamedStore;
import afterimage.eventsourced.projection.RowPage;
import afterimage.eventsourced.projection.ShopProjections;
import afterimage.store.projection.Fresh;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Tables made from the events of all carts, over HTTP.
@Path("/projections")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "projections",
    description =
        "What all carts together show, how fresh that is, and how it is thrown away and built again")
class ProjectionsResource {

  private final Shops shops;

  ProjectionsResource(Shops shops) {
    this.shops = shops;
  }

  @GET
  @Operation(operationId = "projections", summary = "List the projections and how fresh they are")
  @APIResponse(
      responseCode = "200",
      description = "The projections, by name",
      content =
          @Content(
              schema = @Schema(implementation = ProjectionBodies.All.class),
              examples = @ExampleObject(name = "projections", value = ProjectionDocs.ALL)))
  public ProjectionBodies.All list(
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store) {
    return Problems.translated(() -> ProjectionBodies.All.of(shops.projections(store).status()));
  }

  @GET
  @Path("/{name}")
  @Operation(
      operationId = "projection",
      summary = "Show the rows of a projection, page by page, and how fresh they are",
      description =
          "cart_summaries: each cart that ever was. open_items: what is in open carts, by article."
              + " removals: what was removed before checkout and why; outcome says what became of"
              + " the cart. checkouts: what there is to ship. sales_by_day: made every minute.")
  @APIResponse(
      responseCode = "200",
      description = "Its rows",
      headers =
          @Header(
              name = "Link",
              description = "The next page, if there is more",
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(implementation = ProjectionBodies.Rows.class),
              examples = {
                @ExampleObject(name = "cart_summaries", value = ProjectionDocs.CART_SUMMARIES),
                @ExampleObject(name = "open_items", value = ProjectionDocs.OPEN_ITEMS),
                @ExampleObject(name = "removals", value = ProjectionDocs.REMOVALS),
                @ExampleObject(name = "checkouts", value = ProjectionDocs.CHECKOUTS),
                @ExampleObject(name = "sales_by_day", value = ProjectionDocs.SALES_BY_DAY)
              }))
  public RestResponse<ProjectionBodies.Rows> rows(
      @PathParam("name")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "removals")
          String name,
      @QueryParam("after")
          @DefaultValue("")
          @Pattern(regexp = Limits.KEY, message = Limits.KEY_MESSAGE)
          @Parameter(description = "Where the page begins, as Link has it; nothing for the first")
          String after,
      @QueryParam("limit")
          @DefaultValue("100")
          @Pattern(regexp = Limits.THOUSAND, message = Limits.THOUSAND_MESSAGE)
          @Parameter(description = "How many rows at most, from 1 to 1000", example = "100")
          String limit,
      @QueryParam("atLeast")
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(description = Docs.AT_LEAST, example = "12")
          @Nullable String atLeast,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context UriInfo uri) {
    Fresh<RowPage> page =
        Problems.translated(
            () -> {
              ShopProjections projections = shops.projections(store);
              if (atLeast != null) {
                projections.await(name, Long.parseLong(atLeast), AtLeast.LONGEST);
              }
              return projections.page(name, after, Integer.parseInt(limit));
            });
    var answer = ResponseBuilder.ok(ProjectionBodies.Rows.of(page));
    page.value().next().ifPresent(key -> answer.header(HttpHeaders.LINK, Links.next(uri, key)));
    return answer.build();
  }

  @GET
  @Path("/{name}/rebuild")
  @Operation(operationId = "rebuildState", summary = "Show how the rebuild of a projection goes")
  @APIResponse(
      responseCode = "200",
      description = "How far it has come",
      content =
          @Content(
              schema = @Schema(implementation = ProjectionBodies.Rebuild.class),
              examples = {
                @ExampleObject(name = "running", value = ProjectionDocs.REBUILDING),
                @ExampleObject(name = "done", value = ProjectionDocs.REBUILT)
              }))
  public ProjectionBodies.Rebuild state(
      @PathParam("name")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "removals")
          String name,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store) {
    return Problems.translated(
        () -> ProjectionBodies.Rebuild.of(name, shops.projections(store).rebuildState(name)));
  }

  @POST
  @Path("/{name}/rebuild")
  @Operation(
      operationId = "rebuild",
      summary = "Throw a projection away and build it again from all events",
      description =
          "The old tables serve until the new ones have everything. One that was killed half-way"
              + " goes on where it was.")
  @APIResponse(
      responseCode = "202",
      description = "It has begun; Location says how it goes",
      headers = @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(implementation = ProjectionBodies.Rebuild.class),
              examples = @ExampleObject(name = "running", value = ProjectionDocs.REBUILDING)))
  public RestResponse<ProjectionBodies.Rebuild> rebuild(
      @PathParam("name")
          @Pattern(regexp = Limits.NAME, message = Limits.NAME_MESSAGE)
          @Parameter(example = "removals")
          String name,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context UriInfo uri) {
    ProjectionBodies.Rebuild begun =
        Problems.translated(
            () -> ProjectionBodies.Rebuild.of(name, shops.projections(store).startRebuild(name)));
    return ResponseBuilder.<ProjectionBodies.Rebuild>create(RestResponse.Status.ACCEPTED)
        .entity(begun)
        .header(HttpHeaders.LOCATION, Links.self(uri))
        .build();
  }
}
