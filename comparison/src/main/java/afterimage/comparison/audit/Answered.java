package afterimage.comparison.audit;

import afterimage.store.Certainty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One question about one cart, answered by one source.
///
/// @param source `truth`, `tables` or the label of a rung
/// @param cart such as `cart-101`
/// @param truth what is so
/// @param answer what the source says; null if it says only that it does not know. A null within it
///     is a part that it does not know
/// @param because what it does not know, and why; null if it claims to know all
/// @param claimed the least certainty that an event of the cart claims; null if none claims any
public record Answered(
    Question question,
    String source,
    String cart,
    JsonNode truth,
    @Nullable JsonNode answer,
    @Nullable String because,
    @Nullable Certainty claimed,
    Outcome outcome) {}
