package afterimage.comparison.culprit;

public final class KnowsTheShop {

  private KnowsTheShop() {}

  public static Object shop() {
    return afterimage.legacy.LegacyShop.class;
  }
}
