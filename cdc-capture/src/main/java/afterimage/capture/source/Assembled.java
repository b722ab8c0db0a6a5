package afterimage.capture.source;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.spool.SpooledTransaction;

/// A whole transaction.
sealed interface Assembled extends AutoCloseable {

  /// @param bytes of memory that its values take, roughly
  record InMemory(ChangeSet changeSet, long bytes) implements Assembled {}

  record OnDisk(SpooledTransaction transaction) implements Assembled {
    @Override
    public void close() {
      transaction.close();
    }
  }

  /// Lets go of it, when it is not handed on.
  @Override
  default void close() {}
}
