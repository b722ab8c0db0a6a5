package afterimage.capture;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import java.util.ArrayList;
import java.util.List;

/// Transactions that will share one commit of the store. Each is translated with the rows as the
/// ones before it in the batch left them, though none of them is stored yet.
final class Batch {

  private final Translator translator;
  private final RowMemory rows;
  private final List<Translation> translations = new ArrayList<>();

  Batch(KnownRows stored, Translator translator) {
    this.rows = new RowMemory(stored);
    this.translator = translator;
  }

  Translation translate(ChangeSet changeSet) {
    return translator.translate(changeSet, rows);
  }

  /// As the translations so far leave them.
  KnownRows rows() {
    return rows;
  }

  void add(Translation translation) {
    translations.add(translation);
    rows.add(translation);
  }

  List<Translation> translations() {
    return List.copyOf(translations);
  }
}
