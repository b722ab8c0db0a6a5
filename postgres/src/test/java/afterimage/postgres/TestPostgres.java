package afterimage.postgres;

import java.util.concurrent.atomic.AtomicInteger;

/// One embedded server for all tests of a JVM, and a database of its own for each that asks.
public final class TestPostgres {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestPostgres() {}

  public static PostgresServer server() {
    return Holder.SERVER;
  }

  public static Database freshDatabase() {
    return server().create("test_" + COUNT.incrementAndGet());
  }

  private static final class Holder {
    // A commit is written before it is answered, so that kills can be tried; waiting for the disk
    // would only make the tests slow.
    static final PostgresServer SERVER = EmbeddedServer.start(false);

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }
  }
}
