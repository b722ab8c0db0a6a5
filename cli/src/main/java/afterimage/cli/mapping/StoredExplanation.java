package afterimage.cli.mapping;

import afterimage.capture.change.ChangeSet;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.recording.Recording;
import afterimage.capture.sink.KeptChanges;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.cli.BadConfiguration;
import afterimage.store.Provenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How a derived event of a store came about: the transaction that it comes from is translated
/// again, and held against what is stored.
record StoredExplanation(StoredEvent stored, List<Mapping> mappings) {

  /// With what the store has kept.
  String of(KeptChanges.Kept kept) {
    RowMemory rows = new RowMemory(KnownRows.NONE);
    kept.known().forEach(rows::put);
    return text(kept.changeSet(), rows);
  }

  /// With a recording in which the transaction is.
  String of(Recording recording, Path file) {
    Translator translator = new Translator(mappings, stored.provenance().generation());
    RowMemory rows = new RowMemory(KnownRows.NONE);
    for (ChangeSet changeSet : recording.changeSets()) {
      if (changeSet.commit().equals(stored.provenance().commit())) {
        return text(changeSet, rows);
      }
      rows.add(translator.translate(changeSet, rows));
    }
    throw new BadConfiguration(
        "%s has no transaction that ended at %s. Its transactions are %s"
            .formatted(
                file,
                stored.provenance().commit().asString(),
                recording.changeSets().stream().map(c -> c.commit().asString()).toList()));
  }

  private String text(ChangeSet changeSet, KnownRows rows) {
    Provenance provenance = stored.provenance();
    TracedSteps steps = new TracedSteps();
    Translation translation =
        new Translator(mappings, provenance.generation()).translate(changeSet, rows, steps);
    StringBuilder text = new StringBuilder(stored.text()).append('\n');
    Set<Integer> ordinals = new HashSet<>(provenance.ordinals());
    text.append(Explanation.messages(translation, steps));
    translation.readings().stream()
        .filter(read -> ordinals.contains(read.change().position().ordinal()))
        .forEach(read -> text.append(new Explanation(translation, read, steps).text()));
    differences(translation).forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /// Whether the same comes of it today.
  private List<String> differences(Translation translation) {
    Provenance provenance = stored.provenance();
    String label = provenance.mapping() + ":" + provenance.mappingVersion();
    List<String> lines = new ArrayList<>();
    List<String> given = mappings.stream().map(Mapping::label).toList();
    if (!given.contains(label)) {
      lines.add(
          "It was derived by %s; what is told here is how %s reads it.".formatted(label, given));
    }
    boolean same =
        translation.events().stream()
            .anyMatch(
                event ->
                    event.id().equals(stored.event().id())
                        && event.type().equals(stored.event().type())
                        && event.data().equals(stored.event().data()));
    if (!same) {
      lines.add(
          "Translated again, this event does not come of it, but %s."
              .formatted(translation.events().stream().map(StoredExplanation::words).toList()));
    }
    return lines;
  }

  private static String words(DerivedEvent event) {
    return "%s %s in %s".formatted(event.type(), event.data(), event.stream());
  }
}
