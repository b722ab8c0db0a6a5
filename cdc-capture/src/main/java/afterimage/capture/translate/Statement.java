package afterimage.capture.translate;

import org.jspecify.annotations.Nullable;

/// What the application stated about an event beside its data.
public record Statement(
    @Nullable String actor,
    @Nullable String reason,
    @Nullable String commandId,
    @Nullable String correlationId,
    @Nullable String causationId) {

  public static final Statement NONE = new Statement(null, null, null, null, null);
}
