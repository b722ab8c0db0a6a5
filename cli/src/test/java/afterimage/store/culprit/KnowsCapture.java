package afterimage.store.culprit;

public final class KnowsCapture {

  private KnowsCapture() {}

  public static Object table() {
    return afterimage.capture.change.TableId.parse("carts");
  }
}
