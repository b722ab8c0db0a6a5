package afterimage.legacy.rest;

import afterimage.legacy.cart.CheckoutFaults.Fault;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How the publication of checkouts goes.
///
/// @param fault `none`, `message-lost` or `commit-fails`
@Schema(name = "LegacyFault")
record FaultBody(
    @NotNull
        @Pattern(
            regexp = "none|message-lost|commit-fails",
            message = "must be none, message-lost or commit-fails")
        @Schema(enumeration = {"none", "message-lost", "commit-fails"})
        String fault) {

  static FaultBody of(Fault fault) {
    return new FaultBody(fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  Fault turned() {
    return Fault.valueOf(fault.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
