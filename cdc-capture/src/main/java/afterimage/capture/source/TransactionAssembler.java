package afterimage.capture.source;

import afterimage.capture.change.LogEntry;
import afterimage.capture.change.Message;
import afterimage.capture.change.Position;
import afterimage.capture.change.RowChange;
import afterimage.capture.spool.Spooling;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts the elements between a BEGIN and its COMMIT together, and stops at anything that does not
/// add up: a transaction that is handed over is whole.
final class TransactionAssembler implements AutoCloseable {

  private final Spooling spooling;
  private @Nullable Open open;

  /// @param spooling from where on a transaction goes to disk
  TransactionAssembler(Spooling spooling) {
    this.spooling = spooling;
  }

  /// @return the transaction, when this element completes it
  /// @throws SourceProblem if elements are missing, or more than there should be
  /// @throws afterimage.capture.spool.SpoolProblem if there is no room for a large one
  Optional<Assembled> add(StreamElement element) {
    switch (element) {
      case StreamElement.Begin(long transaction) -> {
        if (open != null) {
          throw broken(
              "transaction %d begins before transaction %d has ended"
                  .formatted(transaction, open.transaction));
        }
        open = new Open(transaction, new Gathered(spooling));
      }
      case StreamElement.End end -> {
        Open complete = in(end.transaction());
        open = null;
        return Optional.of(complete.gathered.end(end));
      }
      case StreamElement.Insert(long transaction, var table, var row) ->
          change(transaction, at -> new RowChange.Inserted(table, at, row));
      case StreamElement.Update(long transaction, var table, var old, var row) ->
          change(transaction, at -> new RowChange.Updated(table, at, old, row));
      case StreamElement.Delete(long transaction, var table, var old) ->
          change(transaction, at -> new RowChange.Deleted(table, at, old));
      case StreamElement.Truncate(long transaction, var table) ->
          change(transaction, at -> new RowChange.Truncated(table, at));
      case StreamElement.LogicalMessage(long transaction, var prefix, var content) ->
          in(transaction).add(at -> new Message(at, prefix, content));
      case StreamElement.Aside() -> {}
    }
    return Optional.empty();
  }

  /// How many changes of an incomplete transaction are here; 0 between transactions.
  int incomplete() {
    return open == null ? 0 : open.changes;
  }

  /// Whose changes those are.
  long transaction() {
    return open == null ? 0 : open.transaction;
  }

  /// Lets go of a transaction whose END does not come any more.
  @Override
  public void close() {
    if (open != null) {
      open.gathered.close();
      open = null;
    }
  }

  private void change(long transaction, Function<Position, LogEntry> change) {
    Open in = in(transaction);
    in.changes++;
    in.add(change);
  }

  private Open in(long transaction) {
    if (open == null) {
      throw broken("an element of transaction %d came outside any".formatted(transaction));
    }
    if (open.transaction != transaction) {
      throw broken(
          "an element of transaction %d came within transaction %d"
              .formatted(transaction, open.transaction));
    }
    return open;
  }

  private static SourceProblem broken(String what) {
    return new SourceProblem(
        ("The stream of changes is broken: %s. Nothing of it was stored;"
                + " start again, and it is read again from the slot")
            .formatted(what));
  }

  /// A transaction whose END has not come.
  private static final class Open {
    final long transaction;
    final Gathered gathered;
    int ordinals;
    int changes;

    Open(long transaction, Gathered gathered) {
      this.transaction = transaction;
      this.gathered = gathered;
    }

    void add(Function<Position, LogEntry> entry) {
      gathered.add(entry, ++ordinals);
    }
  }
}
