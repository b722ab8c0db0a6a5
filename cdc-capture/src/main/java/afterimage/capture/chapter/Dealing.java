package afterimage.capture.chapter;

import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import afterimage.capture.translate.Chapter;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.Translator;
import afterimage.store.StreamId;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// Deals the entries of a transaction out by their groups, until each pile of them can be
/// translated at once. The rows that a pile is translated with are those of its streams alone, so
/// that it does not matter which pile comes first.
final class Dealing {

  /// Files that are open at once, for each time that is dealt.
  private static final int MOST_PILES = 64;

  /// A hundred million entries are dealt four times.
  private static final int MOST_TIMES = 8;

  private final SpooledTransaction transaction;
  private final Translator translator;
  private final Groups groups;
  private final ChapterStore store;
  private final Telling telling;
  private final Set<String> prefixes;
  private final Spooling spooling;
  private final ChapterSize size;

  Dealing(
      SpooledTransaction transaction,
      Translator translator,
      Groups groups,
      ChapterStore store,
      Telling telling,
      Set<String> prefixes,
      Spooling spooling,
      ChapterSize size) {
    this.transaction = transaction;
    this.translator = translator;
    this.groups = groups;
    this.store = store;
    this.telling = telling;
    this.prefixes = prefixes;
    this.spooling = spooling;
    this.size = size;
  }

  /// @param rest tells what may be told anywhere, in order
  void tell(Consumer<Iterator<Part>> rest) {
    int piles = piles(transaction.spool().entries());
    List<Partition> dealt =
        deal(
            groups.parts(),
            piles + 1,
            part -> part.group() == Groups.ANYWHERE ? 0 : 1 + place(part.group(), 0, piles));
    try {
      rest.accept(dealt.getFirst().parts());
      for (int i = 0; i < piles; i++) {
        int pile = i;
        tell(dealt.get(1 + i), 1, stream -> place(groups.group(stream), 0, piles) == pile);
      }
    } finally {
      dealt.forEach(Partition::close);
    }
  }

  private void tell(Partition pile, int times, Predicate<StreamId> streams) {
    if (pile.entries() == 0) {
      return;
    }
    boolean full = size.isFull(pile.entries() - 1, pile.weight() - 1);
    if (full && pile.isMixed() && times < MOST_TIMES) {
      split(pile, times, streams);
      return;
    }
    if (size.isTooLarge(pile.entries(), pile.weight())) {
      throw new TooLarge(
          transaction, pile.entries(), ChapterSize.needed(pile.entries(), pile.weight()));
    }
    KnownRows rows = store.rows(streams);
    Chapter chapter =
        new Cut(
                transaction,
                pile.parts(),
                prefixes,
                new ChapterSize(Long.MAX_VALUE, Long.MAX_VALUE, size.largest()))
            .next();
    telling.apart(translator.translate(chapter, rows), rows);
    pile.close();
  }

  private void split(Partition pile, int times, Predicate<StreamId> streams) {
    int piles = Math.max(2, piles(pile.entries()));
    List<Partition> dealt = deal(pile.parts(), piles, part -> place(part.group(), times, piles));
    pile.close();
    try {
      for (int i = 0; i < piles; i++) {
        int smaller = i;
        tell(
            dealt.get(i),
            times + 1,
            streams.and(stream -> place(groups.group(stream), times, piles) == smaller));
      }
    } finally {
      dealt.forEach(Partition::close);
    }
  }

  private List<Partition> deal(Iterator<Part> parts, int piles, ToIntFunction<Part> place) {
    return Partition.deal(parts, piles, place, prefixes, spooling.folder(), transaction.commit());
  }

  /// Twice as many as it would take if all were alike.
  private int piles(long entries) {
    return Math.clamp(2 * entries / size.entries(), 1, MOST_PILES);
  }

  /// Another one each time.
  private static int place(long group, int times, int piles) {
    return (int) Long.remainderUnsigned(Joined.mix(group + times * 0x9e3779b97f4a7c15L), piles);
  }
}
