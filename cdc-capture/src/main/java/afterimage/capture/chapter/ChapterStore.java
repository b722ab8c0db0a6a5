package afterimage.capture.chapter;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.TableId;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.IdleMessage;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.Translation;
import afterimage.store.StreamId;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Takes one transaction in pieces, within one transaction of its own: nothing of it is seen by
/// others before the end.
public interface ChapterStore {

  /// The remembered rows as [#remember] left them. Asked for by its key, a row that is gone is
  /// found without its cells, as far as that was said.
  ///
  /// @param of the streams whose rows are meant
  KnownRows rows(Predicate<StreamId> of);

  /// @param emptied tables of which nothing is left but `rows`
  /// @param rows as they are now, or are not; of two with one key the one that is there counts
  /// @param gone with the streams that they were in last
  void remember(Set<TableId> emptied, List<RowImage> rows, List<RowImage> gone);

  /// Does work that remembers rows, and forgets them again.
  void scratch(Runnable work);

  /// Appends events in the order given.
  void append(Iterator<DerivedEvent> events);

  /// Takes the readings of some of the changes: counts them all and keeps what is unexplained.
  void read(Translation chapter);

  /// Keeps messages of which no event came.
  ///
  /// @param of their transaction, without its changes
  void idle(ChangeSet of, Iterator<IdleMessage> messages);
}
