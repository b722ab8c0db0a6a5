package afterimage.eventsourced.rest;

import afterimage.access.ChangesNothing;
import afterimage.eventsourced.NamedStore;
import afterimage.eventsourced.asking.Otherwise;
import afterimage.eventsourced.handling.Request;
import afterimage.store.AsOf;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
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

/// What was, who and why, and what if: asked of any stream of any store, true or derived.
@Path("/streams/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "streams", description = "The events themselves, and all that can be asked of them")
class EventSourcedAskingResource {

  private final Shops shops;

  EventSourcedAskingResource(Shops shops) {
    this.shops = shops;
  }

  @GET
  @Path("/state")
  @Operation(
      operationId = "state",
      summary = "Show what a stream folds to, now or then, whatever it is about")
  @APIResponse(
      responseCode = "200",
      description = "The state",
      content =
          @Content(
              schema = @Schema(implementation = AskedBodies.State.class),
              examples = @ExampleObject(name = "state", value = Docs.STATE)))
  public RestResponse<AskedBodies.State> state(
      @PathParam("id")
          @Pattern(regexp = Limits.STREAM, message = Limits.STREAM_MESSAGE)
          @Parameter(example = "cart-101")
          String id,
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
    return tagged(
        Problems.translated(
            () -> {
              Shops.Over over = shops.at(store);
              AtLeast.readable(over, atLeast);
              return Asked.of(over.shop(), store, id).state(when);
            }));
  }

  @GET
  @Path("/audit")
  @Operation(
      operationId = "audit",
      summary = "Tell every change in words: who, why, caused by what, and what is different since")
  @APIResponse(
      responseCode = "200",
      description = "The changes, in order",
      content =
          @Content(
              schema = @Schema(implementation = AskedBodies.Trail.class),
              examples = @ExampleObject(name = "audit", value = Docs.AUDIT)))
  public RestResponse<AskedBodies.Trail> audit(
      @PathParam("id")
          @Pattern(regexp = Limits.STREAM, message = Limits.STREAM_MESSAGE)
          @Parameter(example = "cart-101")
          String id,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @QueryParam("after")
          @DefaultValue("0")
          @Pattern(regexp = Limits.VERSION, message = Limits.VERSION_MESSAGE)
          @Parameter(description = "The version after which the page begins", example = "0")
          String after,
      @QueryParam("limit")
          @DefaultValue("100")
          @Pattern(regexp = Limits.THOUSAND, message = Limits.THOUSAND_MESSAGE)
          @Parameter(description = "How many at most, from 1 to 1000", example = "100")
          String limit,
      @Context UriInfo uri) {
    AskedBodies.Trail trail =
        asked(store, id, asked -> asked.audit(Long.parseLong(after), Integer.parseInt(limit)));
    var answer = ResponseBuilder.ok(trail);
    if (!trail.changes().isEmpty() && trail.changes().getLast().version() < trail.version()) {
      answer.header(HttpHeaders.LINK, Links.next(uri, trail.changes().getLast().version()));
    }
    return answer.build();
  }

  @GET
  @Path("/root-cause")
  @Operation(
      operationId = "rootCause",
      summary = "Find the first event after which a condition in CEL held")
  @APIResponse(
      responseCode = "200",
      description = "The event, and whether the condition holds now",
      content =
          @Content(
              schema = @Schema(implementation = AskedBodies.First.class),
              examples = @ExampleObject(name = "root-cause", value = Docs.ROOT_CAUSE)))
  public AskedBodies.First rootCause(
      @PathParam("id")
          @Pattern(regexp = Limits.STREAM, message = Limits.STREAM_MESSAGE)
          @Parameter(example = "cart-101")
          String id,
      @QueryParam("condition")
          @NotNull
          @Size(min = 1, max = 2000)
          @Parameter(
              description = Docs.CONDITION,
              example =
                  "!state.items.exists(i, i.sku == 'apple') && before.items.exists(i, i.sku == 'apple')")
          String condition,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store) {
    return asked(store, id, asked -> asked.rootCause(condition));
  }

  @POST
  @ChangesNothing
  @Path("/what-if")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "whatIf",
      summary =
          "Play a stream again with one event left out, another, or earlier; nothing is appended")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = OtherwiseBody.class),
              examples = {
                @ExampleObject(name = "without", value = Docs.WITHOUT),
                @ExampleObject(name = "instead", value = Docs.INSTEAD),
                @ExampleObject(name = "move", value = Docs.MOVE)
              }))
  @APIResponse(
      responseCode = "200",
      description = "Step by step beside what really happened",
      content =
          @Content(
              schema = @Schema(implementation = AskedBodies.Outcome.class),
              examples = @ExampleObject(name = "what-if", value = Docs.WHAT_IF)))
  public AskedBodies.Outcome whatIf(
      @PathParam("id")
          @Pattern(regexp = Limits.STREAM, message = Limits.STREAM_MESSAGE)
          @Parameter(example = "cart-101")
          String id,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @NotNull @Valid OtherwiseBody otherwise) {
    Otherwise asked = otherwise.otherwise();
    return asked(store, id, stream -> stream.whatIf(asked));
  }

  @POST
  @Path("/compensations")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "compensate",
      summary = "Bring a stream, by new events, to where it would be if it had gone otherwise")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = OtherwiseBody.class),
              examples = {
                @ExampleObject(name = "without", value = Docs.WITHOUT),
                @ExampleObject(name = "instead", value = Docs.INSTEAD),
                @ExampleObject(name = "move", value = Docs.MOVE)
              }))
  @APIResponse(
      responseCode = "200",
      description = "The state there",
      content =
          @Content(
              schema = @Schema(implementation = AskedBodies.State.class),
              examples = @ExampleObject(name = "state", value = Docs.STATE)))
  public RestResponse<AskedBodies.State> compensate(
      @PathParam("id")
          @Pattern(regexp = Limits.STREAM, message = Limits.STREAM_MESSAGE)
          @Parameter(example = "cart-101")
          String id,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers,
      @NotNull @Valid OtherwiseBody otherwise) {
    Otherwise goal = otherwise.otherwise();
    Request request = CommandHeaders.request(headers);
    return tagged(asked(store, id, asked -> asked.compensate(goal, request)));
  }

  @POST
  @Path("/reverts")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "revert",
      summary = "Bring a stream, by new events, back to the state of a version or a time")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = RevertBody.class),
              examples = {
                @ExampleObject(name = "version", value = Docs.REVERT),
                @ExampleObject(name = "asOf", value = Docs.REVERT_AS_OF)
              }))
  @APIResponse(
      responseCode = "200",
      description = "The state there",
      content =
          @Content(
              schema = @Schema(implementation = AskedBodies.State.class),
              examples = @ExampleObject(name = "state", value = Docs.STATE)))
  public RestResponse<AskedBodies.State> revert(
      @PathParam("id")
          @Pattern(regexp = Limits.STREAM, message = Limits.STREAM_MESSAGE)
          @Parameter(example = "cart-101")
          String id,
      @QueryParam("store")
          @DefaultValue(NamedStore.TRUE)
          @Parameter(description = Docs.STORE, example = NamedStore.TRUE)
          String store,
      @Context HttpHeaders headers,
      @NotNull @Valid RevertBody revert) {
    AsOf goal = revert.goal();
    Request request = CommandHeaders.request(headers);
    return tagged(asked(store, id, asked -> asked.revert(goal, request)));
  }

  private <T> T asked(String store, String id, Function<Asked<?, ?, ?>, T> question) {
    return Problems.translated(() -> question.apply(Asked.of(shops.shop(store), store, id)));
  }

  private static RestResponse<AskedBodies.State> tagged(AskedBodies.State state) {
    return ResponseBuilder.ok(state)
        .header(HttpHeaders.ETAG, Answers.tag(state.version()))
        .header(Answers.POSITION, state.position())
        .build();
  }

  @ServerExceptionMapper
  Response unread(MismatchedInputException mismatch, UriInfo uri) {
    return Problems.unread(mismatch, uri);
  }
}
