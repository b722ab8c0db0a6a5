package afterimage.capture.proof;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// From which transaction on a row is told wrongly, as far as that can be known: the source keeps
/// only the row as it is, and which transaction wrote it last.
public sealed interface Divergence {

  /// Not before this place in the source's log; empty if even that is not known.
  Optional<LogSequenceNumber> from();

  /// As a clause.
  String text();

  /// Capture itself kept a change of the row as unexplained.
  record Unexplained(SourceTransaction transaction, String operation, String reason)
      implements Divergence {
    @Override
    public Optional<LogSequenceNumber> from() {
      return Optional.of(transaction.commit());
    }

    @Override
    public String text() {
      return "since %s, whose %s was kept as unexplained: %s"
          .formatted(transaction, operation, reason);
    }
  }

  /// The events once gave what the row is now, and then left it.
  record Left(SourceTransaction transaction, SourceTransaction right) implements Divergence {
    @Override
    public Optional<LogSequenceNumber> from() {
      return Optional.of(transaction.commit());
    }

    @Override
    public String text() {
      return "since %s at the latest: up to %s the events gave what the row is now, and this one's"
              .formatted(transaction, right)
          + " change it";
    }
  }

  /// The transaction that wrote the row last is told, and after it the row is wrong.
  record ToldOtherwise(SourceTransaction transaction, @Nullable SourceTransaction first)
      implements Divergence {
    @Override
    public Optional<LogSequenceNumber> from() {
      return Optional.of(first == null ? transaction.commit() : first.commit());
    }

    @Override
    public String text() {
      return first == null || first.equals(transaction)
          ? "in "
              + transaction
              + ", the only one that is told of the row and the last that wrote it"
          : "between %s, the first that is told of the row, and %s, which wrote it last"
              .formatted(first, transaction);
    }
  }

  /// The transaction that wrote the row last is not told.
  ///
  /// @param writer its id, or that of a savepoint in it
  /// @param commit its place, if other events tell of it
  /// @param last the last one that is told of the row; null if there is none
  record Untold(int writer, @Nullable LogSequenceNumber commit, @Nullable SourceTransaction last)
      implements Divergence {
    @Override
    public Optional<LogSequenceNumber> from() {
      return commit != null
          ? Optional.of(commit)
          : Optional.ofNullable(last).map(SourceTransaction::commit);
    }

    @Override
    public String text() {
      return "in transaction %s%s at the latest, which wrote the row last and of which no event tells here (or in the transaction that it is a savepoint of); %s"
          .formatted(
              Integer.toUnsignedString(writer),
              commit == null ? "" : " (" + commit.asString() + ")",
              last == null ? "no event tells of the row at all" : "the last one told is " + last);
    }
  }

  /// The row is gone, and nothing tells so.
  ///
  /// @param last the last one that is told of the row
  record NotGone(SourceTransaction last) implements Divergence {
    @Override
    public Optional<LogSequenceNumber> from() {
      return Optional.of(last.commit());
    }

    @Override
    public String text() {
      return "after %s, the last one told of the row; no event tells that it went".formatted(last);
    }
  }
}
