package afterimage.legacy.rest;

import afterimage.legacy.LegacyShop;
import afterimage.legacy.shipping.Shipping;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What shipping received.
@Path("/legacy/shipments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Legacy shipments")
class ShipmentsResource {

  private final LegacyShop shop;
  private final Shipping shipping;

  ShipmentsResource(LegacyShop shop, Shipping shipping) {
    this.shop = shop;
    this.shipping = shipping;
  }

  /// The documents as they came, so that what is shown is what was sent.
  @GET
  @Operation(
      operationId = "legacyShipments",
      summary = "Lists the carts that shipping received, oldest first")
  @APIResponse(
      responseCode = "200",
      description = "The documents as they came",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class),
              examples = @ExampleObject(name = "shipments", value = Examples.SHIPMENTS)))
  public String list() {
    return "[" + String.join(",", shipping.shipments()) + "]";
  }

  @GET
  @Path("/audit")
  @Operation(
      operationId = "legacyShipmentAudit",
      summary = "Says where the rows and shipping differ, as a nightly job would")
  @APIResponse(
      responseCode = "200",
      description = "The carts that only one of the two knows of",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ShipmentAuditBody.class),
              examples = @ExampleObject(name = "audit", value = Examples.AUDIT)))
  public ShipmentAuditBody audit() {
    return ShipmentAuditBody.of(shop.carts().checkedOut(), shipping.carts());
  }
}
