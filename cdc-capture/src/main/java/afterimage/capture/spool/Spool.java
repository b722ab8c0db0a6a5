package afterimage.capture.spool;

import java.io.DataInputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Values on disk, one after the other, to be read in that order any number of times.
public final class Spool<T> implements AutoCloseable {

  private final SpoolFile file;
  private final Codec<T> codec;
  private long count;

  /// @throws SpoolProblem if nothing can be written there
  public Spool(Path folder, Codec<T> codec) {
    this.file = SpoolFile.in(folder);
    this.codec = codec;
  }

  /// @throws SpoolProblem if it cannot be written
  public void add(T value) {
    file.write(out -> codec.write(value, out));
    count++;
  }

  public long count() {
    return count;
  }

  /// How much there is on disk, in bytes: the place of what is added next.
  public long length() {
    return file.length();
  }

  /// All that there is, from the first on.
  public Iterator<T> read() {
    return read(0, count);
  }

  /// So many from a place on.
  ///
  /// @param from what [#length] said before the first of them was added
  public Iterator<T> read(long from, long number) {
    DataInputStream in = file.reader(from);
    return new Iterator<>() {
      private long left = number;

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public T next() {
        if (left == 0) {
          throw new NoSuchElementException("The last one has been read");
        }
        left--;
        return file.read(in, codec::read);
      }
    };
  }

  @Override
  public void close() {
    file.close();
  }
}
