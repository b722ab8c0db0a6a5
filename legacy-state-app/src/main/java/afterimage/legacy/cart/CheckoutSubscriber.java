package afterimage.legacy.cart;

/// Is told of each cart that is checked out, by the thread that does it, just before the commit.
/// The commit may fail after that, and what this call throws does not stop it: the rows cannot tell
/// whether the call was made.
@FunctionalInterface
public interface CheckoutSubscriber {

  /// @param json with `cart`, `items` (each with `sku`, `quantity`, `unitPrice`), `discount` and
  ///     `total`
  void received(String json);
}
