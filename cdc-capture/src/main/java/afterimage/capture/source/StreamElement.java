package afterimage.capture.source;

import afterimage.capture.change.OldRow;
import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import java.time.Instant;
import org.postgresql.replication.LogSequenceNumber;

/// One element of the stream of changes, as Debezium hands it over, before transactions are put
/// together.
sealed interface StreamElement {

  record Begin(long transaction) implements StreamElement {}

  /// @param counted how many changes the source says the transaction made
  record End(long transaction, LogSequenceNumber commit, Instant committedAt, long counted)
      implements StreamElement {}

  record Insert(long transaction, TableId table, Row row) implements StreamElement {}

  record Update(long transaction, TableId table, OldRow old, Row row) implements StreamElement {}

  record Delete(long transaction, TableId table, OldRow old) implements StreamElement {}

  /// The first half of an update that changed the primary key.
  record KeyLeft(long transaction, TableId table, OldRow old) implements StreamElement {}

  /// The second half of it.
  record KeyTaken(long transaction, TableId table, Row row) implements StreamElement {}

  record Truncate(long transaction, TableId table) implements StreamElement {}

  record LogicalMessage(long transaction, String prefix, String content) implements StreamElement {}

  /// A logical message outside any transaction; it says nothing about rows.
  record Aside() implements StreamElement {}
}
