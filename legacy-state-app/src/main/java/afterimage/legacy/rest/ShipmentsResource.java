package afterimage.legacy.rest;

import afterimage.legacy.shipping.Shipping;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// What shipping received, over HTTP.
@Path("/legacy/shipments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ShipmentsResource {

  private final Shipping shipping;

  ShipmentsResource(Shipping shipping) {
    this.shipping = shipping;
  }

  /// The documents as they came, so that what is shown is what was sent.
  @GET
  public String list() {
    return "[" + String.join(",", shipping.shipments()) + "]";
  }
}
