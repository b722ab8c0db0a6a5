package afterimage.capture.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import afterimage.capture.catalog.TestCatalog;
import afterimage.capture.change.Cell;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.LogEntry;
import afterimage.capture.change.Message;
import afterimage.capture.change.Position;
import afterimage.capture.change.Row;
import afterimage.capture.change.RowChange;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.mapping.MappingReader;
import afterimage.capture.mapping.Mappings;
import afterimage.capture.spool.EntrySpool;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import afterimage.capture.translate.DerivedEvent;
import afterimage.capture.translate.IdleMessage;
import afterimage.capture.translate.ReadChange;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.replication.LogSequenceNumber;

class ChaptersTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir private Path folder;

  private int cut;
  private int grouped;
  private long derived;

  @Test
  void a_transaction_in_chapters_gives_what_it_gives_at_once() {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("ChaptersTest: -Dseed=" + seed);
    Random seeds = new Random(seed);
    for (int round = 0; round < 60; round++) {
      long one = seeds.nextLong();
      RandomOrders orders = new RandomOrders(one);
      String where = "-Dseed=%d, orders %d\n%s".formatted(seed, one, orders.mapping);
      try {
        compare(orders, new Random(one), where);
      } catch (RuntimeException e) {
        fail(where, e);
      }
    }
    System.out.printf("%d chapters in order, %d apart, %d events%n", cut, grouped, derived);
    assertThat(cut).isGreaterThan(100);
    assertThat(grouped).isGreaterThan(100);
    assertThat(derived).isGreaterThan(1_000);
  }

  @Test
  void an_aggregate_that_does_not_fit_into_memory_is_refused_by_name() {
    Mapping mapping = Mappings.cart();
    LogSequenceNumber commit = LogSequenceNumber.valueOf("0/2A");
    Chapters chapters =
        new Chapters(
            new Translator(List.of(mapping), "one"),
            List.of(mapping),
            new Spooling(folder, 1, 1),
            new ChapterSize(1, 1, 5_000));
    Gathering store = new Gathering();
    try (EntrySpool spool = new EntrySpool(folder, commit)) {
      Row row = new Row(Map.of("id", new Cell.Value(7L), "cart_id", new Cell.Value(7L)));
      spool.add(new RowChange.Inserted(TestCatalog.CARTS, new Position(commit, 1), row));
      spool.add(new RowChange.Inserted(TestCatalog.ITEMS, new Position(commit, 2), row));

      assertThatThrownBy(
              () ->
                  chapters.translate(
                      new SpooledTransaction(9, commit, NOON, spool), store, _ -> {}))
          .isInstanceOf(TooLarge.class)
          .hasMessageStartingWith(
              "Transaction 9 (0/2A) changes 2 rows, and 2 of them must be told together: the mapping"
                  + " has patterns with `with`, `inserted` or `deleted`")
          .hasMessageEndingWith(
              "Nothing of the transaction was stored. Give the pipeline a larger heap (-Xmx), or such"
                  + " tables a mapping without these");
    }
    assertThat(store.events).isEmpty();
  }

  private void compare(RandomOrders orders, Random random, String where) {
    Mapping mapping = MappingReader.read("orders.yaml", orders.mapping, orders.catalog);
    Translator translator = new Translator(List.of(mapping), "one");
    Spooling spooling = new Spooling(folder, 10, 10_000);
    ChapterSize size =
        new ChapterSize(1 + random.nextInt(12), 200 + random.nextInt(5_000), Long.MAX_VALUE);
    Chapters chapters = new Chapters(translator, List.of(mapping), spooling, size);
    InMemory once = new InMemory();
    Gathering pieces = new Gathering();
    for (int i = 1; i <= 4; i++) {
      LogSequenceNumber commit = LogSequenceNumber.valueOf(i * 8L);
      List<LogEntry> entries = orders.transaction(commit, 5 + random.nextInt(60));
      ChangeSet whole = changeSet(i, commit, entries);
      Translation expected = translator.translate(whole, once.rows(_ -> true));
      once.remember(expected.emptied(), expected.rows(), List.of());

      pieces.clear();
      try (EntrySpool spool = new EntrySpool(folder, commit)) {
        entries.forEach(spool::add);
        SpooledTransaction spooled = new SpooledTransaction(i, commit, NOON, spool);
        boolean across =
            !new Across(spooled.kinds(), spooled.hasMessages()).types(List.of(mapping)).isEmpty();
        chapters.translate(
            spooled,
            pieces,
            _ -> {
              if (across) {
                grouped++;
              } else {
                cut++;
              }
            });
      }
      pieces.end();
      String all =
          where + "\n" + String.join("\n", entries.stream().map(Object::toString).toList());
      assertThat(pieces.readings).as(all).containsExactlyElementsOf(expected.readings());
      assertThat(pieces.events).as(all).containsExactlyElementsOf(expected.events());
      assertThat(pieces.idle).as(all).containsExactlyElementsOf(expected.idle());
      assertThat(pieces.remembered()).as(all).isEqualTo(once.remembered());
      derived += expected.events().size();
    }
  }

  private static ChangeSet changeSet(
      long transaction, LogSequenceNumber commit, List<LogEntry> entries) {
    List<RowChange> changes = new ArrayList<>();
    List<Message> messages = new ArrayList<>();
    for (LogEntry entry : entries) {
      switch (entry) {
        case RowChange change -> changes.add(change);
        case Message message -> messages.add(message);
      }
    }
    return new ChangeSet(transaction, commit, NOON, changes, messages);
  }

  /// Holds all that it is given, in the order of the source.
  private static final class Gathering extends InMemory {
    final List<ReadChange> readings = new ArrayList<>();
    final List<DerivedEvent> events = new ArrayList<>();
    final List<IdleMessage> idle = new ArrayList<>();

    void clear() {
      readings.clear();
      events.clear();
      idle.clear();
    }

    @Override
    public void append(Iterator<DerivedEvent> some) {
      some.forEachRemaining(events::add);
    }

    @Override
    public void read(Translation chapter) {
      readings.addAll(chapter.readings());
      readings.sort(Comparator.comparing(read -> read.change().position()));
    }

    @Override
    public void idle(ChangeSet of, Iterator<IdleMessage> messages) {
      messages.forEachRemaining(idle::add);
      idle.sort(Comparator.comparing(message -> message.message().position()));
    }
  }
}
