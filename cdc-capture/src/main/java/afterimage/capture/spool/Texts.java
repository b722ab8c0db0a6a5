package afterimage.capture.spool;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Texts as bytes, of any length.
public final class Texts {

  private Texts() {}

  /// Unlike [DataOutputStream#writeUTF] not bound to 65,535 bytes.
  public static void write(String text, DataOutputStream out) throws IOException {
    bytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  public static String read(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  public static void writeOptional(@Nullable String text, DataOutputStream out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      write(text, out);
    }
  }

  public static @Nullable String readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? read(in) : null;
  }

  static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
