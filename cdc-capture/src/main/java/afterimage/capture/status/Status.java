package afterimage.capture.status;

import afterimage.capture.source.SourceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/// How a pipeline is doing.
///
/// @param source empty if none was named, or it is another database than the pipeline's
public record Status(
    String pipeline,
    Baseline generation,
    Optional<Stored> stored,
    Parked parked,
    List<Gap> gaps,
    Optional<SourceStatus> source) {

  /// @param state `begun`, `live`, `abandoned` or `ended`
  /// @param rows that were read for its baseline
  /// @param expected as the source estimates while it is begun
  public record Baseline(
      int number, String state, String slot, Instant begunAt, long rows, long expected) {}

  /// What is stored, since the generation began.
  ///
  /// @param committedAt when the last transaction was committed at the source; null if there was
  ///     none
  /// @param transaction its id
  /// @param updatedAt when it was stored
  public record Stored(
      String generation,
      String mappings,
      LogSequenceNumber end,
      @Nullable Instant committedAt,
      long transaction,
      Instant updatedAt,
      long transactions,
      long explained,
      long ignored,
      long unexplained,
      long events,
      long stated,
      long exact,
      long inferred,
      long ambiguous) {

    public long changes() {
      return explained + ignored + unexplained;
    }
  }

  /// Transactions that wait to be released, and the streams that nothing may overtake them in.
  public record Parked(long transactions, long streams) {}

  /// @param bridgedBy the generation whose baseline goes over it; null if none does
  public record Gap(Instant foundAt, String what, @Nullable Integer bridgedBy) {}
}
