package afterimage.capture.translate.culprit;

public final class AsksTheDatabase {

  private AsksTheDatabase() {}

  public static Object database() {
    return java.sql.Connection.class;
  }
}
