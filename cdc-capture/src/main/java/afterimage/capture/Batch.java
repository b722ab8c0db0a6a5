package afterimage.capture;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.TableId;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.store.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Transactions that will share one commit of the store. Each is translated with the rows as the
/// ones before it in the batch left them, though none of them is stored yet.
final class Batch {

  private final KnownRows stored;
  private final Translator translator;
  private final List<Translation> translations = new ArrayList<>();

  Batch(KnownRows stored, Translator translator) {
    this.stored = stored;
    this.translator = translator;
  }

  Translation translate(ChangeSet changeSet) {
    return translator.translate(changeSet, this::rows);
  }

  void add(Translation translation) {
    translations.add(translation);
  }

  List<Translation> translations() {
    return List.copyOf(translations);
  }

  private List<RowImage> rows(StreamId stream, TableId table) {
    Map<String, RowImage> rows = new TreeMap<>();
    stored.of(stream, table).forEach(image -> rows.put(image.key(), image));
    for (Translation translation : translations) {
      if (translation.emptied().contains(table)) {
        rows.clear();
      }
      for (RowImage image : translation.rows()) {
        if (image.stream().equals(stream) && image.table().equals(table)) {
          rows.put(image.key(), image);
        }
      }
    }
    return List.copyOf(rows.values());
  }
}
