package afterimage.legacy.cart;

/// Is told of each cart that was checked out, once, right after the commit, by the thread that
/// made it. What is lost between the commit and this call stays lost: the rows cannot tell
/// whether the call was made.
@FunctionalInterface
public interface CheckoutSubscriber {

  /// @param json
  // `{"cart":101,"items":[{"sku":…,"quantity":…,"unitPrice":…}],"discount":…,"total":…}`
  void received(String json);
}
