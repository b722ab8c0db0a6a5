package afterimage.capture.source;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.spool.SpooledTransaction;
import java.util.List;

/// Whole transactions of a database, in the order of their commits.
public interface ChangeSource extends AutoCloseable {

  /// Hands transactions over until it is closed, on the calling thread or one of its own. What the
  /// handler has returned from counts as stored and is acknowledged to the database; what it has
  /// not returned from is handed over again by the next run.
  ///
  /// @throws SourceProblem if the database or the stream of changes fails; a fresh source may go on
  /// @throws RuntimeException what the handler threw
  void run(Handler handler);

  /// Ends [#run], which then returns. May be called from any thread, and more than once.
  @Override
  void close();

  /// Takes one or more whole transactions.
  interface Handler {

    void handle(List<ChangeSet> transactions);

    /// Takes one that is too large for memory; it can be read until this returns.
    void handleLarge(SpooledTransaction transaction);

    /// How much of a transaction has arrived that is not complete yet.
    default void receiving(long transaction, int changes) {}

    /// The transactions up to the end of the last one handled were acknowledged.
    default void acknowledged() {}
  }
}
