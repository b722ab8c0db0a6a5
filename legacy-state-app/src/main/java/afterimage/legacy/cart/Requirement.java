package afterimage.legacy.cart;

/// What a cart must hold for a discount to be given. It is looked at once and not kept.
public record Requirement(String sku, int quantity) {}
