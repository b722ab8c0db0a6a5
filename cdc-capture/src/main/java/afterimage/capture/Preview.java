package afterimage.capture;

import afterimage.capture.catalog.Catalog;
import afterimage.capture.change.ChangeSet;
import afterimage.capture.change.TableId;
import afterimage.capture.mapping.Mapping;
import afterimage.capture.source.ChangeSource;
import afterimage.capture.source.DebeziumChangeSource;
import afterimage.capture.source.Slot;
import afterimage.capture.source.SlotSetup;
import afterimage.capture.source.SourceProblem;
import afterimage.capture.spool.SpooledTransaction;
import afterimage.capture.spool.Spooling;
import afterimage.capture.translate.KnownRows;
import afterimage.capture.translate.RowMemory;
import afterimage.capture.translate.Translation;
import afterimage.capture.translate.Translator;
import afterimage.postgres.Database;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.postgresql.replication.LogSequenceNumber;

/// What live changes would give, through a slot that goes when it is closed. Nothing is stored.
/// Rows that were there before are not known.
public final class Preview implements AutoCloseable {

  private final SlotSetup setup;
  private final ChangeSource source;
  private final Translator translator;
  private final RowMemory rows = new RowMemory(KnownRows.NONE);
  private final Progress progress = new Progress(LogSequenceNumber.INVALID_LSN);

  private Preview(SlotSetup setup, ChangeSource source, Translator translator) {
    this.setup = setup;
    this.source = source;
    this.translator = translator;
  }

  /// @throws afterimage.capture.source.SourceProblem if the source cannot be captured
  public static Preview open(Database database, Catalog catalog, List<Mapping> mappings) {
    Slot slot = Slot.named("afterimage_preview_" + UUID.randomUUID().toString().replace("-", ""));
    Set<TableId> tables = new TreeSet<>();
    mappings.forEach(mapping -> tables.addAll(mapping.tables()));
    SlotSetup setup = new SlotSetup(database, slot);
    setup.create(tables, catalog).close();
    return new Preview(
        setup,
        new DebeziumChangeSource(database, slot, tables, catalog, inMemory()),
        new Translator(mappings, "preview"));
  }

  /// What is shown is translated at once, and so held in memory.
  private static Spooling inMemory() {
    Spooling usual = Spooling.inTemporaryFolder();
    return new Spooling(usual.folder(), 1_000_000, Runtime.getRuntime().maxMemory() / 16);
  }

  /// Hands over translations until it is closed. Blocks.
  public void run(Consumer<Translation> taker) {
    source.run(
        new ChangeSource.Handler() {
          @Override
          public void handle(List<ChangeSet> transactions) {
            for (ChangeSet changeSet : transactions) {
              Translation translation = translator.translate(changeSet, rows);
              rows.add(translation);
              taker.accept(translation);
            }
            progress.moveTo(transactions.getLast().commit());
          }

          @Override
          public void handleLarge(SpooledTransaction transaction) {
            throw new SourceProblem(
                ("Transaction %d changes %,d rows, more than a preview holds in memory."
                        + " Give it a larger heap (-Xmx), or look at smaller transactions")
                    .formatted(transaction.transaction(), transaction.changes()));
          }
        });
  }

  /// Hands over translations until the time is over. Blocks.
  public void runFor(Duration time, Consumer<Translation> taker) {
    Thread clock =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(time);
                    end();
                  } catch (InterruptedException e) {
                    // It has ended by itself.
                    Thread.currentThread().interrupt();
                  }
                });
    try {
      run(taker);
    } finally {
      clock.interrupt();
    }
  }

  /// Waits until everything that was committed before this call was handed over.
  ///
  /// @return false if it was not within the time
  public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
    return progress.await(setup.mark(), patience);
  }

  /// Ends [#run], which then returns.
  public void end() {
    source.close();
  }

  /// Ends it, and removes slot and publication.
  @Override
  public void close() {
    source.close();
    setup.drop();
  }
}
