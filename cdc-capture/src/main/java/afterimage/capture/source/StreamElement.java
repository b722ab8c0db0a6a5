package afterimage.capture.source;

import afterimage.capture.change.OldRow;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import java.time.Instant;
import org.postgresql.replication.LogSequenceNumber;

/// One element of the stream of changes, before transactions are put together.
sealed interface StreamElement {

  record Begin(long transaction) implements StreamElement {}

  record End(long transaction, LogSequenceNumber commit, Instant committedAt)
      implements StreamElement {}

  record Insert(long transaction, TableId table, Row row) implements StreamElement {}

  record Update(long transaction, TableId table, OldRow old, Row row) implements StreamElement {}

  record Delete(long transaction, TableId table, OldRow old) implements StreamElement {}

  record Truncate(long transaction, TableId table) implements StreamElement {}

  record LogicalMessage(long transaction, String prefix, String content) implements StreamElement {}

  /// Something that says nothing about rows, such as a logical message outside any transaction.
  record Aside() implements StreamElement {}
}
