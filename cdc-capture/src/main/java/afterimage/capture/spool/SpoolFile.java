package afterimage.capture.spool;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is written once, from its beginning, and then read any number of times. It loses its
/// name as soon as it is open, so that it goes with the process however that ends, and there is
/// never one to clean up.
///
/// Not a `FileChannel`: that is closed for all its readers when one of them is interrupted, as a
/// stopping engine does to the thread that stores its last transaction.
final class SpoolFile implements AutoCloseable {

  private static final int WRITTEN_AT_ONCE = 1 << 14;
  private static final int READ_AT_ONCE = 1 << 13;

  private final Path folder;
  private final RandomAccessFile file;
  private final ToEnd end;
  private final DataOutputStream out;

  private SpoolFile(Path folder, RandomAccessFile file) {
    this.folder = folder;
    this.file = file;
    this.end = new ToEnd(file);
    this.out = new DataOutputStream(end);
  }

  /// @throws SpoolProblem if the folder takes no file
  static SpoolFile in(Path folder) {
    try {
      Files.createDirectories(folder);
      Path path = Files.createTempFile(folder, "afterimage-", ".spool");
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      Files.delete(path);
      return new SpoolFile(folder, file);
    } catch (IOException e) {
      throw problem(folder, "no file can be made there", e);
    }
  }

  /// Writes one thing.
  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  void write(Writing thing) {
    try {
      thing.to(out);
    } catch (IOException e) {
      throw problem(folder, "the file cannot be written", e);
    }
  }

  /// Where the next thing will stand.
  long length() {
    return end.written + end.waiting;
  }

  /// Reads one thing.
  interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  <T> T read(DataInputStream in, Reading<T> thing) {
    try {
      return thing.from(in);
    } catch (IOException e) {
      throw problem(folder, "the file cannot be read", e);
    }
  }

  /// Independent of other readers.
  DataInputStream reader(long from) {
    write(DataOutputStream::flush);
    return new DataInputStream(new BufferedInputStream(new From(file, from), READ_AT_ONCE));
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw problem(folder, "the file cannot be closed", e);
    }
  }

  private static SpoolProblem problem(Path folder, String what, IOException e) {
    return new SpoolProblem(
        ("A transaction is too large for memory and goes to disk in %s, but %s: %s. Nothing of it"
                + " was stored. Make room there or name another folder, and start again")
            .formatted(folder, what, e.getMessage()),
        e);
  }

  private static final class ToEnd extends OutputStream {
    private final RandomAccessFile file;
    private final byte[] buffer = new byte[WRITTEN_AT_ONCE];
    private int waiting;
    private long written;

    ToEnd(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    public void write(int one) throws IOException {
      if (waiting == buffer.length) {
        flush();
      }
      buffer[waiting++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > buffer.length - waiting) {
        flush();
      }
      if (length > buffer.length) {
        put(bytes, offset, length);
      } else {
        System.arraycopy(bytes, offset, buffer, waiting, length);
        waiting += length;
      }
    }

    @Override
    public void flush() throws IOException {
      put(buffer, 0, waiting);
      waiting = 0;
    }

    private void put(byte[] bytes, int offset, int length) throws IOException {
      if (length > 0) {
        file.seek(written);
        file.write(bytes, offset, length);
        written += length;
      }
    }
  }

  private static final class From extends InputStream {
    private final RandomAccessFile file;
    private long position;

    From(RandomAccessFile file, long position) {
      this.file = file;
      this.position = position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      file.seek(position);
      int read = file.read(bytes, offset, length);
      position += Math.max(0, read);
      return read;
    }
  }
}
