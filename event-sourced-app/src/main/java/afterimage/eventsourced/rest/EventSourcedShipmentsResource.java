package afterimage.eventsourced.rest;

import static java.util.stream.Collectors.joining;

import afterimage.eventsourced.shipping.Shipment;
import afterimage.eventsourced.shipping.Shipping;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What shipping was told, over HTTP.
@Path("/shipments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "shipments, event-sourced", description = "What became of checkouts")
class EventSourcedShipmentsResource {

  private final Shipping shipping;

  EventSourcedShipmentsResource(Shipping shipping) {
    this.shipping = shipping;
  }

  /// The documents, so that they can be held against those of the other shop.
  @GET
  @Operation(
      operationId = "shipments",
      summary = "List what is shipped, in the order of checkouts, without what was cancelled")
  @APIResponse(
      responseCode = "200",
      description = "A document for each cart",
      content =
          @Content(
              schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class),
              examples = @ExampleObject(name = "shipments", value = Docs.SHIPMENTS)))
  public String list() throws SQLException {
    return shipping.shipments().stream()
        .filter(shipment -> !shipment.cancelled())
        .map(Shipment::document)
        .map(Object::toString)
        .collect(joining(",", "[", "]"));
  }
}
