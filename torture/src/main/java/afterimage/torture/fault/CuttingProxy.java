package afterimage.torture.fault;

import afterimage.postgres.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A network between a pipeline and its source that can be cut, go silent with both ends open, or
/// stand still for a while.
public final class CuttingProxy implements AutoCloseable {

  private final Database target;
  private final ServerSocket server;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final Object still = new Object();
  private boolean stalled;
  private volatile boolean refusing;

  public CuttingProxy(Database target) {
    this.target = target;
    try {
      this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("proxy").start(this::accept);
  }

  /// The way to the database through here.
  public Database database() {
    return new Database(
        "127.0.0.1",
        server.getLocalPort(),
        target.name(),
        target.user(),
        target.password(),
        target.options());
  }

  /// Ends every connection.
  ///
  /// @return how many
  public int cut() {
    int count = links.size();
    links.forEach(Link::close);
    return count;
  }

  /// Lets nothing through on the connections that there are, and ends none: both ends believe that
  /// the other one is there.
  public void halfOpen() {
    links.forEach(link -> link.silent = true);
  }

  /// Lets nothing through until [#resume].
  public void stall() {
    synchronized (still) {
      stalled = true;
    }
  }

  public void resume() {
    synchronized (still) {
      stalled = false;
      still.notifyAll();
    }
  }

  /// Whether new connections are turned away.
  public void refuse(boolean whether) {
    refusing = whether;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (refusing) {
          client.close();
          continue;
        }
        Socket other = new Socket(target.host(), target.port());
        Link link = new Link(client, other);
        links.add(link);
        Thread.ofVirtual().start(() -> pump(link, client, other));
        Thread.ofVirtual().start(() -> pump(link, other, client));
      } catch (IOException e) {
        // The server is down, or this one is closed; the client sees its connection end.
        Thread.onSpinWait();
      }
    }
  }

  private void pump(Link link, Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] bytes = new byte[16_384];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        awaitMotion();
        if (!link.silent) {
          out.write(bytes, 0, n);
          out.flush();
        }
      }
    } catch (IOException | InterruptedException e) {
      // Cut, by us or by one of the ends: the other one learns of it below.
      Thread.onSpinWait();
    } finally {
      link.close();
    }
  }

  private void awaitMotion() throws InterruptedException {
    synchronized (still) {
      while (stalled) {
        still.wait();
      }
    }
  }

  @Override
  public void close() {
    resume();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void close() {
      links.remove(this);
      try (client;
          server) {
        client.setSoLinger(true, 0);
      } catch (IOException e) {
        // It is closed by now, which was the point.
        Thread.onSpinWait();
      }
    }
  }
}
