package afterimage.legacy.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Where the rows and shipping say different things, by the numbers of the carts, ascending.
@Schema(name = "LegacyShipmentAudit")
record ShipmentAuditBody(List<Long> checkedOutAndNotShipped, List<Long> shippedAndNotCheckedOut) {

  static ShipmentAuditBody of(List<Long> checkedOut, List<Long> shipped) {
    return new ShipmentAuditBody(without(checkedOut, shipped), without(shipped, checkedOut));
  }

  private static List<Long> without(List<Long> all, List<Long> known) {
    return all.stream().filter(cart -> !known.contains(cart)).toList();
  }
}
