package afterimage.legacy.rest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How many of an item a cart shall hold.
@Schema(name = "LegacyQuantity")
record QuantityBody(@NotNull @Min(1) @Max(Limits.MOST) Integer quantity) {}
