package afterimage.capture.translate;

import afterimage.capture.change.Message;
import afterimage.capture.change.Position;
import java.util.List;
import java.util.Set;

/// What a part of a transaction means, with what the other parts must know of it.
///
/// @param translation with the messages of which no event came here; one may come in another
///     chapter that the message governs
/// @param places of the events in the transaction, in their order
/// @param used messages, also governing ones, of which events came
/// @param gone rows that were deleted, of which their streams are remembered until the transaction
///     ends: what belonged to such a row still finds its aggregate
public record ChapterTranslation(
    Translation translation, List<Position> places, Set<Message> used, List<RowImage> gone) {

  public ChapterTranslation {
    places = List.copyOf(places);
    used = Set.copyOf(used);
    gone = List.copyOf(gone);
  }
}
