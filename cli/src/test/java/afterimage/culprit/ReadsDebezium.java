package afterimage.culprit;

public final class ReadsDebezium {

  private ReadsDebezium() {}

  public static String read() {
    return io.debezium.connector.postgresql.Module.version();
  }
}
