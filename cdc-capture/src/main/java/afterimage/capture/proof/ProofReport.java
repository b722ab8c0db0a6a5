package afterimage.capture.proof;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/// Whether the events of a pipeline give the source's rows at one LSN.
///
/// @param lsn of the source's log, where both sides were read
/// @param events how many were folded
/// @param parts into how many the rows were divided so that they fit into memory
/// @param parked what is not told yet, and must differ for as long
public record ProofReport(
    String pipeline,
    String generation,
    LogSequenceNumber lsn,
    long events,
    int parts,
    List<TableProof> tables,
    ParkedTransactions parked) {

  public ProofReport {
    tables = List.copyOf(tables);
  }

  /// Whether each row that was compared is what the events say. Says nothing of what is not
  /// covered.
  public boolean isEqual() {
    return tables.stream().allMatch(table -> table.wrong() == 0);
  }

  /// Where the events first leave the source, as far as is known.
  public Optional<Difference> first() {
    return tables.stream()
        .flatMap(table -> table.first().stream())
        .min(
            Comparator.comparing(
                difference ->
                    difference.since().from().orElse(LogSequenceNumber.valueOf(Long.MAX_VALUE))));
  }
}
