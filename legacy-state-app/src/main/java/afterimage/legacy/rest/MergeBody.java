package afterimage.legacy.rest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Whose cart goes into another.
@Schema(name = "LegacyMerge")
record MergeBody(@NotNull @Min(1) @Max(9007199254740991L) Long guest) {}
