package afterimage.legacy.culprit;

public final class KnowsTheStore {

  private KnowsTheStore() {}

  public static Object name() {
    return afterimage.store.StreamId.of("cart-1");
  }
}
