package afterimage.capture;

import afterimage.capture.translate.Translation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Transactions that were translated together.
///
/// @param stopped why the pipeline has to stop after them; null if it goes on
record Batch(List<Translation> translations, @Nullable CaptureStopped stopped) {

  Batch {
    translations = List.copyOf(translations);
  }
}
