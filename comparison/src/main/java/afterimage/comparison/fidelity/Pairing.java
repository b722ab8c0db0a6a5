package afterimage.comparison.fidelity;

import org.jspecify.annotations.Nullable;

/// A true event and the derived one that stands for it, or one of the two alone; each by its place
/// in its list, from 0.
public record Pairing(@Nullable Integer truth, @Nullable Integer derived, Verdict verdict) {}
