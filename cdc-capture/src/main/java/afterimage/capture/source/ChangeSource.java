package afterimage.capture.source;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.spool.SpooledTransaction;
import java.util.List;

/// Whole transactions of a database, in the order of their commits.
public interface ChangeSource extends AutoCloseable {

  /// Hands transactions over until it is closed. Blocks. What the handler has stored is
  /// acknowledged to the database; what it has not is handed over again by the next run. A failure
  /// of either of the handler's steps ends the run, and what was not stored by then is not
  /// acknowledged.
  ///
  /// @throws SourceProblem if the database or the stream of changes fails; a fresh source may go on
  /// @throws RuntimeException what the handler threw
  void run(Handler<?> handler);

  /// Ends [#run], which then returns. May be called from any thread, and more than once.
  @Override
  void close();

  /// Takes transactions in two steps, each on a thread of its own, so that some are read from the
  /// log while others are prepared and others stored. Both steps see them in order. Little is
  /// between the steps: who stores slowly is waited for.
  ///
  /// @param <P> one or more transactions, prepared
  interface Handler<P> {

    /// The first step: everything that needs no commit.
    P prepare(List<ChangeSet> transactions);

    /// The second step. What it has returned from counts as stored.
    ///
    /// @param prepared everything that has been prepared meanwhile, up to a limit, so that it may
    ///     share a commit
    void store(List<P> prepared);

    /// Both steps of one that is too large for memory, once everything before it is stored; it can
    /// be read until this returns. On the thread of [ChangeSource#run], as nothing else is under
    /// way.
    void storeLarge(SpooledTransaction transaction);

    /// How much of a transaction has arrived that is not complete yet. On the thread of
    /// [ChangeSource#run].
    default void receiving(long transaction, int changes) {}

    /// What was stored was acknowledged to the database. On the thread of [ChangeSource#run].
    default void acknowledged() {}
  }
}
