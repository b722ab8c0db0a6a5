package afterimage.capture.doctor;

import afterimage.postgres.Database;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Stands before a server as a pooler does: it hands its clients keys of its own making.
final class FakePooler implements AutoCloseable {

  private final ServerSocket socket;
  private final Database server;

  FakePooler(Database server) throws IOException {
    this.server = server;
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  Database database() {
    return new Database(
        "127.0.0.1",
        socket.getLocalPort(),
        server.name(),
        server.user(),
        server.password(),
        server.options());
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket behind = new Socket(server.host(), server.port());
        Thread.ofVirtual().start(() -> forward(client, behind));
        Thread.ofVirtual().start(() -> answer(behind, client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void forward(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      return;
    }
  }

  private static void answer(Socket from, Socket to) {
    try (from;
        to) {
      DataInputStream in = new DataInputStream(from.getInputStream());
      DataOutputStream out = new DataOutputStream(to.getOutputStream());
      while (true) {
        int type = in.readUnsignedByte();
        out.writeByte(type);
        if (type == 'N' || type == 'S') {
          // The answer to a wish for encryption is one byte; no notice comes that early.
          in.mark(0);
        }
        if (type == 'N' && in.available() == 0) {
          out.flush();
          continue;
        }
        int length = in.readInt();
        byte[] body = in.readNBytes(length - 4);
        if (type == 'K') {
          body[3]++;
        }
        out.writeInt(length);
        out.write(body);
        out.flush();
      }
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
