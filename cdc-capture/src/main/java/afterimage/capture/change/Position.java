package afterimage.capture.change;

import java.util.Comparator;
import java.util.Locale;
import org.postgresql.replication.LogSequenceNumber;

/// The place of a change in the source's history: its order and its identity. Only commit LSNs are
/// ordered over transactions, and several rows may share an LSN, so the place within the
/// transaction is counted by us.
///
/// @param commit the LSN of the transaction's commit
/// @param ordinal from 1, in the order the transaction made its changes
public record Position(LogSequenceNumber commit, int ordinal) implements Comparable<Position> {

  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::commit).thenComparingInt(Position::ordinal);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text(commit) + ":" + ordinal;
  }

  /// A place in the log as PostgreSQL writes it; the driver takes a format's time for that.
  public static String text(LogSequenceNumber lsn) {
    long value = lsn.asLong();
    return Integer.toHexString((int) (value >>> 32)).toUpperCase(Locale.ROOT)
        + "/"
        + Integer.toHexString((int) value).toUpperCase(Locale.ROOT);
  }
}
