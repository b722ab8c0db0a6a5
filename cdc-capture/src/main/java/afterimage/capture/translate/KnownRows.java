package afterimage.capture.translate;

import afterimage.capture.change.TableId;
import afterimage.store.StreamId;
import java.util.List;

/// The last images of the rows that a mapping wants remembered, as they were before a transaction.
public interface KnownRows {

  KnownRows NONE = (_, _) -> List.of();

  /// The rows of a table that belong to an aggregate, by their keys.
  List<RowImage> of(StreamId stream, TableId table);
}
