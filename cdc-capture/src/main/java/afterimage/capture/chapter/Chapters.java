package afterimage.capture.chapter;

import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.StreamType;
import afterimage.capture.spool.EntrySpool.Kind;
import afterimage.capture.spool.Spool;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Translates large transactions.
///
/// Mostly they are cut anywhere: a change is read by itself, with the rows as the chapters before
/// left them. Where patterns look across the transaction ([Across]), all changes of an aggregate
/// are told in one chapter: the entries are dealt out by aggregates, and the events put back into
/// the order of the source.
public final class Chapters {

  private final Translator translator;
  private final List<Mapping> mappings;
  private final Spooling spooling;
  private final ChapterSize size;
  private final Set<String> prefixes;

  /// @param mappings those of the translator
  /// @param spooling where to put what must be put in another order, and how much is held in memory
  public Chapters(Translator translator, List<Mapping> mappings, Spooling spooling) {
    this(translator, mappings, spooling, ChapterSize.of(spooling));
  }

  Chapters(Translator translator, List<Mapping> mappings, Spooling spooling, ChapterSize size) {
    this.translator = translator;
    this.mappings = List.copyOf(mappings);
    this.spooling = spooling;
    this.size = size;
    this.prefixes =
        mappings.stream()
            .flatMap(mapping -> mapping.prefixes().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /// @param inspection is given each chapter before anything of it is stored, and may refuse by
  ///     throwing
  /// @throws TooLarge if one aggregate is too large for memory
  public void translate(
      SpooledTransaction transaction, ChapterStore store, Consumer<Translation> inspection) {
    Set<Kind> kinds = transaction.kinds();
    Set<StreamType> across = new Across(kinds, transaction.hasMessages()).types(mappings);
    try (IdleMessages idle = new IdleMessages(spooling.folder(), transaction)) {
      if (across.isEmpty()) {
        Telling telling =
            new Telling(
                store,
                idle,
                inspection,
                chapter -> store.append(chapter.translation().events().iterator()));
        inOrder(transaction, Cut.all(transaction), store, telling);
      } else {
        byAggregate(transaction, across, store, idle, inspection);
      }
      idle.tell(store);
    }
  }

  private void inOrder(
      SpooledTransaction transaction, Iterator<Part> parts, ChapterStore store, Telling telling) {
    Cut chapters = new Cut(transaction, parts, prefixes, size);
    while (chapters.hasNext()) {
      telling.inOrder(translator.translate(chapters.next(), store.rows(_ -> true)));
    }
  }

  private void byAggregate(
      SpooledTransaction transaction,
      Set<StreamType> across,
      ChapterStore store,
      IdleMessages idle,
      Consumer<Translation> inspection) {
    try (Groups groups =
            Groups.of(
                transaction,
                translator.streams(across, truncated(transaction)),
                store,
                size,
                spooling.folder());
        Spool<PlacedEvent> placed =
            new Spool<>(spooling.folder(), new PlacedEvent.OnDisk(transaction))) {
      PlacedEvents events = new PlacedEvents(placed);
      Telling telling = new Telling(store, idle, inspection, events::add);
      new Dealing(transaction, translator, groups, store, telling, prefixes, spooling, size)
          .tell(parts -> inOrder(transaction, parts, store, telling));
      store.append(events.inOrder());
    }
  }

  private static Set<TableId> truncated(SpooledTransaction transaction) {
    Set<TableId> tables = new HashSet<>();
    for (Kind kind : transaction.kinds()) {
      if (kind.operation().equals("truncate")) {
        tables.add(kind.table());
      }
    }
    return tables;
  }
}
