package afterimage.capture.doctor;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Greets as a PostgreSQL of a version would, and knows nothing else.
final class FakeServer implements AutoCloseable {

  private final ServerSocket socket;

  /// @param version null to speak another protocol
  FakeServer(@org.jspecify.annotations.Nullable String version) throws IOException {
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> serve(version));
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve(@org.jspecify.annotations.Nullable String version) {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        if (version == null) {
          in.readInt();
          out.writeBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
          out.flush();
        } else {
          greet(in, out, version);
        }
      } catch (IOException e) {
        if (socket.isClosed()) {
          return;
        }
      }
    }
  }

  private static void greet(DataInputStream in, DataOutputStream out, String version)
      throws IOException {
    int length = in.readInt();
    int code = in.readInt();
    while (code == 80877103 || code == 80877104) {
      out.writeByte('N');
      out.flush();
      length = in.readInt();
      code = in.readInt();
    }
    in.skipNBytes(length - 8L);
    message(out, 'R', new byte[4]);
    for (String parameter :
        new String[] {
          "server_version\0" + version,
          "client_encoding\0UTF8",
          "DateStyle\0ISO, MDY",
          "integer_datetimes\0on",
          "standard_conforming_strings\0on",
          "TimeZone\0UTC"
        }) {
      message(out, 'S', (parameter + "\0").getBytes(StandardCharsets.UTF_8));
    }
    message(out, 'K', new byte[] {0, 0, 0, 1, 0, 0, 0, 2});
    message(out, 'Z', new byte[] {'I'});
    out.flush();
    while (true) {
      int type = in.read();
      if (type < 0 || type == 'X') {
        return;
      }
      byte[] body = new byte[in.readInt() - 4];
      in.readFully(body);
      answer(out, type, new String(body, StandardCharsets.UTF_8));
    }
  }

  private static void answer(DataOutputStream out, int type, String body) throws IOException {
    switch (type) {
      case 'P' -> message(out, '1', new byte[0]);
      case 'B' -> message(out, '2', new byte[0]);
      case 'D' -> message(out, 'n', new byte[0]);
      case 'E' -> message(out, 'C', "SET\0".getBytes(StandardCharsets.UTF_8));
      case 'Q' -> {
        message(
            out,
            'C',
            (body.startsWith("BEGIN") ? "BEGIN\0" : "SET\0").getBytes(StandardCharsets.UTF_8));
        message(out, 'Z', new byte[] {'I'});
      }
      case 'S' -> message(out, 'Z', new byte[] {'I'});
      default -> {}
    }
    out.flush();
  }

  private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
    out.writeByte(type);
    out.writeInt(body.length + 4);
    out.write(body);
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
