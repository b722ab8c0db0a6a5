package afterimage.capture.proof;

import org.postgresql.replication.LogSequenceNumber;

/// A transaction of the source that events tell of.
///
/// @param id the source's transaction id
/// @param commit the LSN of its commit
public record SourceTransaction(long id, LogSequenceNumber commit) {

  @Override
  public String toString() {
    return "transaction %d (%s)".formatted(id, commit.asString());
  }
}
