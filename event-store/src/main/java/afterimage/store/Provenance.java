package afterimage.store;

import java.util.List;
import org.postgresql.replication.LogSequenceNumber;

/// Where a derived event comes from.
///
/// @param generation what the derivation ran as: pipeline, source system, mapping version, baseline
/// @param pattern which pattern of the mapping recognised it
/// @param transaction the source's transaction id
/// @param commit the LSN of that transaction's commit
/// @param ordinals the row changes it covers, by their place in the transaction, from 1
/// @param rivals the patterns that read the same change otherwise
public record Provenance(
    Certainty certainty,
    String generation,
    String mapping,
    int mappingVersion,
    String pattern,
    long transaction,
    LogSequenceNumber commit,
    List<Integer> ordinals,
    List<String> rivals) {

  public Provenance {
    Storable.text("A generation", generation);
    Storable.text("A mapping", mapping);
    Storable.text("A pattern", pattern);
    ordinals = List.copyOf(ordinals);
    rivals = List.copyOf(rivals);
    rivals.forEach(rival -> Storable.text("A rival", rival));
  }
}
