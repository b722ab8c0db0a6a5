package afterimage.capture;

import afterimage.postgres.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The network between a client and a database, which can be cut, or go silent with the connections
/// still open.
final class Wire implements AutoCloseable {

  private final Database far;
  private final ServerSocket server;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private volatile AtomicBoolean silent = new AtomicBoolean();
  private volatile boolean cut;

  Wire(Database far) throws IOException {
    this.far = far;
    this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  /// The database as it is seen through this wire.
  Database near() {
    return new Database(
        "127.0.0.1", server.getLocalPort(), far.name(), far.user(), far.password(), far.options());
  }

  /// Ends all connections, and lets no other through until it is mended.
  void cut() {
    cut = true;
    ends.forEach(Wire::close);
    ends.clear();
  }

  void mend() {
    cut = false;
  }

  /// Nothing goes through the connections that are open now, and nobody is told. Others go through.
  void fallSilent() {
    silent.set(true);
    silent = new AtomicBoolean();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        if (cut) {
          close(near);
          continue;
        }
        Socket other = new Socket(far.host(), far.port());
        ends.add(near);
        ends.add(other);
        AtomicBoolean quiet = silent;
        Thread.ofPlatform().daemon().start(() -> pass(near, other, quiet));
        Thread.ofPlatform().daemon().start(() -> pass(other, near, quiet));
      } catch (IOException e) {
        // Closed, or the far end is down: the client sees it end.
      }
    }
  }

  private void pass(Socket from, Socket to, AtomicBoolean quiet) {
    byte[] buffer = new byte[16 * 1024];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!quiet.get()) {
          out.write(buffer, 0, n);
          out.flush();
        }
      }
    } catch (IOException e) {
      // One of them has gone, and so goes the other.
      close(from);
    } finally {
      if (!quiet.get()) {
        close(from);
        close(to);
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    ends.forEach(Wire::close);
  }
}
