package afterimage.capture.translate;

import afterimage.capture.change.TableId;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Known rows that note what was asked for, so that the same translation can be made again from
/// those alone.
final class AskedRows implements KnownRows {

  private final KnownRows known;
  private final List<RowImage> asked = new ArrayList<>(0);

  AskedRows(KnownRows known) {
    this.known = known;
  }

  List<RowImage> asked() {
    return asked;
  }

  @Override
  public List<RowImage> of(StreamId stream, TableId table) {
    return noted(known.of(stream, table));
  }

  @Override
  public Optional<RowImage> row(TableId table, String key) {
    Optional<RowImage> row = known.row(table, key);
    row.ifPresent(asked::add);
    return row;
  }

  @Override
  public List<RowImage> all(TableId table) {
    return noted(known.all(table));
  }

  private List<RowImage> noted(List<RowImage> images) {
    asked.addAll(images);
    return images;
  }
}
