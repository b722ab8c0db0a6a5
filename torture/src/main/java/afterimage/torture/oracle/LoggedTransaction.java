package afterimage.torture.oracle;

import java.util.List;
import org.postgresql.replication.LogSequenceNumber;

/// A committed transaction as the source's log has it.
///
/// @param commit the end of its commit record
/// @param changes of rows; a logical message takes an ordinal and is none
record LoggedTransaction(long id, LogSequenceNumber commit, List<Change> changes) {

  /// @param ordinal from 1
  /// @param operation I, U, D or T
  /// @param before the key as it was
  /// @param after the key as it is
  record Change(int ordinal, char operation, String table, String before, String after) {}

  LoggedTransaction {
    changes = List.copyOf(changes);
  }
}
