package afterimage.capture.translate;

import afterimage.capture.change.Row;
import afterimage.capture.change.TableId;
import afterimage.store.StreamId;
import java.util.Optional;

/// The last known image of a row of an aggregate.
///
/// @param key the cells of its primary key, as one text
/// @param row empty if it was deleted
public record RowImage(StreamId stream, TableId table, String key, Optional<Row> row) {}
