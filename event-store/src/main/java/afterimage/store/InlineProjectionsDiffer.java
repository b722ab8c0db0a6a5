package afterimage.store;

import java.util.Set;
import java.util.TreeSet;

/// A process appends and does not keep those projections that every append has to keep: they would
/// be left behind, and nobody would notice. Nothing was appended.
public final class InlineProjectionsDiffer extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// @param kept by the database's account, each as `name@version`
  /// @param known to this process
  InlineProjectionsDiffer(Set<String> kept, Set<String> known) {
    super(
        ("Every append to this store keeps the projections %s, but this process keeps %s. Give its"
                + " store Projections.inline of the same, or start those projections as continuous"
                + " ones")
            .formatted(words(kept), words(known)));
  }

  private static String words(Set<String> projections) {
    return projections.isEmpty() ? "none" : String.join(", ", new TreeSet<>(projections));
  }
}
