package afterimage.capture.translate;

import afterimage.capture.change.TableId;
import afterimage.store.StreamId;
import java.util.List;
import java.util.Optional;

/// The last images of the rows that a mapping wants remembered, as they were before a transaction.
public interface KnownRows {

  KnownRows NONE =
      new KnownRows() {
        @Override
        public List<RowImage> of(StreamId stream, TableId table) {
          return List.of();
        }

        @Override
        public Optional<RowImage> row(TableId table, String key) {
          return Optional.empty();
        }

        @Override
        public List<RowImage> all(TableId table) {
          return List.of();
        }
      };

  /// The rows of a table that belong to an aggregate, by their keys.
  List<RowImage> of(StreamId stream, TableId table);

  /// The row with this primary key.
  Optional<RowImage> row(TableId table, String key);

  /// All rows of a table, by their streams and keys.
  List<RowImage> all(TableId table);
}
