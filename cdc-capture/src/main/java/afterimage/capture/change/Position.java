package afterimage.capture.change;

import java.util.Comparator;
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
    return commit.asString() + ":" + ordinal;
  }
}
