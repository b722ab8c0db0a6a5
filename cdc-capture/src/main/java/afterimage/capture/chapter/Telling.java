package afterimage.capture.chapter;

import afterimage.capture.change.TableId;
import afterimage.capture.translate.ChapterTranslation;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowImage;
import afterimage.capture.translate.Translation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What is done with each chapter as it is translated.
final class Telling {

  private final ChapterStore store;
  private final IdleMessages idle;
  private final Consumer<Translation> inspection;
  private final Consumer<ChapterTranslation> events;

  /// @param inspection may refuse a chapter by throwing
  /// @param events takes those of each chapter
  Telling(
      ChapterStore store,
      IdleMessages idle,
      Consumer<Translation> inspection,
      Consumer<ChapterTranslation> events) {
    this.store = store;
    this.idle = idle;
    this.inspection = inspection;
    this.events = events;
  }

  /// A chapter that follows on those before.
  void inOrder(ChapterTranslation chapter) {
    tell(chapter);
    Translation translation = chapter.translation();
    store.remember(translation.emptied(), translation.rows(), chapter.gone());
  }

  /// A chapter of some streams alone: a table that it empties has rows of other streams.
  ///
  /// @param before the rows of its streams as they were
  void apart(ChapterTranslation chapter, KnownRows before) {
    tell(chapter);
    Translation translation = chapter.translation();
    List<RowImage> rows = new ArrayList<>();
    Set<List<Object>> there = new HashSet<>();
    translation.rows().forEach(image -> there.add(address(image)));
    for (TableId table : translation.emptied()) {
      for (RowImage image : before.all(table)) {
        if (!there.contains(address(image))) {
          rows.add(new RowImage(image.stream(), table, image.key(), Optional.empty()));
        }
      }
    }
    rows.addAll(translation.rows());
    store.remember(Set.of(), rows, List.of());
  }

  private static List<Object> address(RowImage image) {
    return List.of(image.stream(), image.table(), image.key());
  }

  private void tell(ChapterTranslation chapter) {
    inspection.accept(chapter.translation());
    events.accept(chapter);
    store.read(chapter.translation());
    idle.add(chapter);
  }
}
