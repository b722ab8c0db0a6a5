package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The switch for faults.
@Path("/legacy/faults/checkout")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Legacy faults")
class FaultsResource {

  private final LegacyShop shop;

  FaultsResource(LegacyShop shop) {
    this.shop = shop;
  }

  @GET
  @Operation(operationId = "legacyFault", summary = "Shows how the publication of checkouts goes")
  @APIResponse(
      responseCode = "200",
      description = "How it goes",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = FaultBody.class),
              examples = @ExampleObject(name = "fault", value = Examples.FAULT)))
  public FaultBody show() {
    return FaultBody.of(shop.faults().fault());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "legacyTurnFault",
      summary =
          "Lets the publication of checkouts go wrong from now on: the message lost though the commit stands, or sent though the commit fails")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = FaultBody.class),
              examples = @ExampleObject(name = "fault", value = Examples.FAULT)))
  @APIResponse(
      responseCode = "200",
      description = "How it goes",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = FaultBody.class),
              examples = @ExampleObject(name = "fault", value = Examples.FAULT)))
  public FaultBody turn(@NotNull @Valid FaultBody fault) {
    shop.faults().turn(fault.turned());
    return fault;
  }
}
