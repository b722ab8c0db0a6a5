package afterimage.capture.source;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.spool.SpooledTransaction;

/// A whole transaction.
sealed interface Assembled {

  record InMemory(ChangeSet changeSet) implements Assembled {}

  record OnDisk(SpooledTransaction transaction) implements Assembled {}
}
