package afterimage.capture;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.translate.Translation;
import java.util.List;

/// Transactions that were translated together, in order.
record Batch(List<Prepared> transactions) {

  Batch {
    transactions = List.copyOf(transactions);
  }

  /// What translating one came to.
  sealed interface Prepared {}

  record Translated(Translation translation) implements Prepared {}

  /// It could not be translated.
  record Failed(ChangeSet changeSet, RuntimeException why) implements Prepared {}
}
