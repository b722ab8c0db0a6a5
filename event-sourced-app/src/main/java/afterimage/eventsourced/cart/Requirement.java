package afterimage.eventsourced.cart;

/// What a cart must hold for a discount to be given. It is looked at once, and stays in the event.
public record Requirement(String sku, int quantity) {}
