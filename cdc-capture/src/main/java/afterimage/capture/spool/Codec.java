package afterimage.capture.spool;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// Values as bytes, and back. May remember what it wrote: one codec serves one spool.
public interface Codec<T> {

  void write(T value, DataOutputStream out) throws IOException;

  T read(DataInputStream in) throws IOException;
}
