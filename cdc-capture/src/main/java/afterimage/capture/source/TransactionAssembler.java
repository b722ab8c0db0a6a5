package afterimage.capture.source;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.Message;
import afterimage.capture.change.OldRow;
import afterimage.capture.change.Position;
import afterimage.capture.change.RowChange;
import afterimage.capture.change.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// Puts the elements between a BEGIN and its END together, and stops at anything that does not add
/// up: a transaction that is handed over is whole.
final class TransactionAssembler {

  private final int limit;
  private @Nullable Open open;

  /// @param limit the most changes that a transaction may have
  TransactionAssembler(int limit) {
    this.limit = limit;
  }

  /// @return the transaction, when this element completes it
  /// @throws SourceProblem if elements are missing, or more than there should be
  Optional<ChangeSet> add(StreamElement element) {
    switch (element) {
      case StreamElement.Begin(long transaction) -> {
        if (open != null) {
          throw broken(
              "transaction %d begins before transaction %d has ended"
                  .formatted(transaction, open.transaction));
        }
        open = new Open(transaction);
      }
      case StreamElement.End end -> {
        Open complete = in(end.transaction());
        open = null;
        return Optional.of(complete.close(end));
      }
      case StreamElement.Insert(long transaction, var table, var row) ->
          change(transaction, at -> new RowChange.Inserted(table, at, row));
      case StreamElement.Update(long transaction, var table, var old, var row) ->
          change(transaction, at -> new RowChange.Updated(table, at, old, row));
      case StreamElement.Delete(long transaction, var table, var old) ->
          change(transaction, at -> new RowChange.Deleted(table, at, old));
      case StreamElement.Truncate(long transaction, var table) ->
          change(transaction, at -> new RowChange.Truncated(table, at));
      case StreamElement.KeyLeft(long transaction, var table, var old) -> {
        Open in = in(transaction);
        in.whole();
        in.counted++;
        in.leaving = new Leaving(table, old);
      }
      case StreamElement.KeyTaken(long transaction, var table, var row) -> {
        Open in = in(transaction);
        Leaving left = in.leaving;
        if (left == null || !left.table.equals(table)) {
          throw broken("a row of %s takes a new key, but none left its old one".formatted(table));
        }
        in.leaving = null;
        change(transaction, at -> new RowChange.Updated(table, at, left.old, row));
      }
      case StreamElement.LogicalMessage(long transaction, var prefix, var content) -> {
        Open in = in(transaction);
        in.counted++;
        int ordinal = ++in.ordinals;
        in.messages.add(commit -> new Message(new Position(commit, ordinal), prefix, content));
      }
      case StreamElement.Aside() -> {}
    }
    return Optional.empty();
  }

  /// How many changes of an incomplete transaction are here; 0 between transactions.
  int incomplete() {
    return open == null ? 0 : open.changes.size();
  }

  /// Whose changes those are.
  long transaction() {
    return open == null ? 0 : open.transaction;
  }

  private void change(long transaction, Function<Position, RowChange> change) {
    Open in = in(transaction);
    in.whole();
    in.counted++;
    int ordinal = ++in.ordinals;
    if (ordinal > limit) {
      throw new SourceProblem(
          ("Transaction %d changes more than %,d rows, the most that is held in memory at once."
                  + " Make the change in smaller transactions, or raise the limit and the memory")
              .formatted(transaction, limit));
    }
    in.changes.add(commit -> change.apply(new Position(commit, ordinal)));
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

  private record Leaving(TableId table, OldRow old) {}

  /// A transaction whose END has not come; its commit's LSN is known only then.
  private static final class Open {
    final long transaction;
    final List<Function<LogSequenceNumber, RowChange>> changes = new ArrayList<>();
    final List<Function<LogSequenceNumber, Message>> messages = new ArrayList<>();
    int ordinals;
    long counted;
    @Nullable Leaving leaving;

    Open(long transaction) {
      this.transaction = transaction;
    }

    void whole() {
      if (leaving != null) {
        throw broken("a row of %s left its key and took no other".formatted(leaving.table));
      }
    }

    ChangeSet close(StreamElement.End end) {
      whole();
      if (counted != end.counted()) {
        throw broken(
            "transaction %d counts %d changes, but %d came"
                .formatted(transaction, end.counted(), counted));
      }
      return new ChangeSet(
          transaction,
          end.commit(),
          end.committedAt(),
          changes.stream().map(change -> change.apply(end.commit())).toList(),
          messages.stream().map(message -> message.apply(end.commit())).toList());
    }
  }
}
