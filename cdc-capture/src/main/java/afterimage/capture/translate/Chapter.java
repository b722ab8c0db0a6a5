package afterimage.capture.translate;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import java.util.List;

/// A part of a transaction that is translated at once.
///
/// @param changeSet some of its changes and messages, in order, each with its place in the whole
/// @param governing messages that are told in another chapter, as far as they govern changes of
///     this one
public record Chapter(ChangeSet changeSet, List<Message> governing) {

  public Chapter {
    governing = List.copyOf(governing);
  }
}
