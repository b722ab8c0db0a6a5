package afterimage.eventsourced.shipping;

import afterimage.store.Json;
import java.util.UUID;

/// What is shipped.
///
/// @param event the checkout that it is for
/// @param document with `cart`, `items`, `discount` and `total`
/// @param cancelled whether the checkout was cancelled since
public record Shipment(UUID event, long cart, Json document, boolean cancelled) {}
